import { readChatGpt } from '../formats/chatGpt.ts'
import { readClaude } from '../formats/claude.ts'
import { formatName, readConversation, readFolder, version } from '../formats/confabJson.ts'
import { isRecord, type Json } from '../formats/json.ts'
import type { IncomingConversation } from '../portable.ts'
import type { Problems } from '../problems.ts'
import { boundedChat } from './boundedChat.ts'
import type { Found } from './found.ts'
import { UnreadableError } from './unreadable.ts'

/** A chat as Confab writes it, where nothing has said yet that Confab wrote the file, nor in which version. */
function isOfOurs(value: Json): boolean {
  return isRecord(value) && Array.isArray(value['messages']) && 'titleSource' in value
}

/** What is read of a document that is one chat of another program, and no list of them. */
export const singleChatMembers: readonly string[] = [
  'title',
  'create_time',
  'update_time',
  'mapping',
  'current_node',
  'conversation_id',
  'id',
  'default_model_slug',
  'is_archived',
  'is_starred',
  'uuid',
  'name',
  'created_at',
  'updated_at',
  'chat_messages',
  'current_leaf_message_uuid',
  'model',
]

/** Of a file. All that a profile has are listed at once in each of its windows, by the core that all profiles share. */
const mostFolders = 2_000

/** Tells by what stands in it whose export a document is, and reads its values accordingly. */
export class Recognition {
  readonly #problems: Problems
  #format: Json = null
  #version: Json = null
  #folders = 0
  /** Something of the document was an export's. */
  recognised = false
  /** The members of a single chat, as far as they have come. */
  readonly #single = new Map<string, Json>()

  constructor(problems: Problems) {
    this.#problems = problems
  }

  /**
   * @param list the member of the document that the value is, or stands in; null where the document is a list
   * @throws UnreadableError `newer` for a version that is not known here
   */
  read(list: string | null, value: unknown): Found | null {
    const json = value as Json
    if (list === 'format') this.#format = json
    if (list === 'version') this.#setVersion(json)
    const isOurs = this.#format === formatName && this.#version === version
    if (list === 'folders' && isOurs) return this.#folder(json)
    if (list === 'conversations' && isOurs) return this.#conversation(readConversation(json, this.#problems))
    if (list === 'conversations' || list === null) return this.#conversation(this.#foreign(json))
    if (list !== 'version' && list !== 'format' && list !== 'folders') this.#single.set(list, json)
    return null
  }

  /** The document is at its end: it may have been a single chat. */
  end(): Found | null {
    const chat = Object.fromEntries(this.#single)
    const isChat = isRecord(chat['mapping']) || Array.isArray(chat['chat_messages'])
    return isChat && this.#format === null ? this.#conversation(this.#foreign(chat)) : null
  }

  /** Sees only whether a value is of an export, as far as it was read. */
  recognise(value: Json): void {
    if (!isRecord(value)) return
    this.recognised ||= isRecord(value['mapping']) || Array.isArray(value['chat_messages'])
  }

  #setVersion(found: Json): void {
    if (this.#format !== formatName) return
    if (typeof found !== 'number' || found > version) throw new UnreadableError('newer')
    this.#version = found
    this.recognised ||= found === version
  }

  #folder(value: Json): Found | null {
    this.#folders += 1
    if (this.#folders > mostFolders) {
      this.#problems.add('folder-unreadable', '')
      return null
    }
    const folder = readFolder(value, this.#problems)
    return folder && { kind: 'folder', folder }
  }

  #conversation(conversation: IncomingConversation | null): Found | null {
    const kept = conversation && boundedChat(conversation, this.#problems)
    return kept && { kind: 'conversation', conversation: kept }
  }

  #foreign(value: Json): IncomingConversation | null {
    if (isRecord(value) && isRecord(value['mapping'])) {
      this.recognised = true
      return readChatGpt(value, this.#problems)
    }
    if (isRecord(value) && Array.isArray(value['chat_messages'])) {
      this.recognised = true
      return readClaude(value, this.#problems)
    }
    if (this.#format === null && isOfOurs(value)) throw new UnreadableError('reordered')
    this.#problems.add('chat-unreadable', '')
    return null
  }
}
