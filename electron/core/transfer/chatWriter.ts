import { setImmediate } from 'node:timers/promises'
import type { ConversationId } from '../../../shared/contract/base.ts'
import { CallError } from '../callError.ts'
import type { ImportOutcome } from '../database/transfer/imports.ts'
import type { ProfileDatabase } from '../database/profileDatabase.ts'
import type { IncomingConversation, IncomingMessage } from './portable.ts'
import type { Found } from './reading/found.ts'

/**
 * What one transaction writes at most: so many messages, or so much text (UTF-16 code units), whichever is reached
 * first. The search index takes most of the time; this is a few dozen milliseconds of it.
 */
const batchMessages = 250
const batchText = 200_000

function isFull(messages: number, text: number): boolean {
  return messages >= batchMessages || text >= batchText
}

function lengthOf({ reasoning, text }: IncomingMessage): number {
  return text.length + reasoning.length
}

/** The messages of a chat as transactions take them. */
function batchesOf(messages: readonly IncomingMessage[]): readonly (readonly IncomingMessage[])[] {
  const batches: IncomingMessage[][] = []
  let batch: IncomingMessage[] = []
  let text = 0
  for (const message of messages) {
    if (batch.length === 0 || isFull(batch.length, text)) {
      batch = []
      text = 0
      batches.push(batch)
    }
    batch.push(message)
    text += lengthOf(message)
  }
  return batches
}

interface Counts {
  readonly added: number
  readonly updated: number
  readonly unchanged: number
  readonly messages: number
}

/**
 * Writes chats as they are found. Short ones are gathered, so that each transaction, and with it each wait for the
 * disk, has a few hundred messages; a long one is written in several, hidden until the last.
 */
export class ChatWriter {
  readonly #database: ProfileDatabase
  readonly #isCancelled: () => boolean
  readonly #updated: ConversationId[] = []
  #gathered: IncomingConversation[] = []
  #gatheredMessages = 0
  #gatheredText = 0
  #prepared = false
  #counts: Counts = { added: 0, updated: 0, unchanged: 0, messages: 0 }

  constructor(database: ProfileDatabase, isCancelled: () => boolean) {
    this.#database = database
    this.#isCancelled = isCancelled
  }

  get counts(): Counts {
    return this.#counts
  }

  get updated(): readonly ConversationId[] {
    return this.#updated
  }

  async add(found: Found): Promise<void> {
    if (!this.#prepared) await this.#database.prepareImport()
    this.#prepared = true
    if (found.kind === 'folder') return this.#database.importFolder(found.folder)
    const { conversation } = found
    const batches = batchesOf(conversation.messages)
    if (batches.length > 1) {
      await this.flush()
      return this.#writeLong(conversation, batches)
    }
    this.#gathered.push(conversation)
    // A chat costs about as much as a message.
    this.#gatheredMessages += conversation.messages.length + 1
    this.#gatheredText += conversation.messages.reduce((length, message) => length + lengthOf(message), 0)
    if (isFull(this.#gatheredMessages, this.#gatheredText)) await this.flush()
  }

  /** Writes what was gathered. */
  async flush(): Promise<void> {
    const conversations = this.#gathered
    this.#gathered = []
    this.#gatheredMessages = 0
    this.#gatheredText = 0
    if (conversations.length === 0) return
    const outcomes = await this.#database.importConversations(conversations)
    outcomes.forEach((outcome, index) => this.#count(outcome, conversations[index]?.id))
  }

  /** Writes what is left; nothing comes after it. */
  async finish(): Promise<void> {
    await this.flush()
    await this.#database.removeUnfinishedImports()
  }

  /** Drops what was not written, and what was begun. */
  async discard(): Promise<void> {
    this.#gathered = []
    await this.#database.removeUnfinishedImports()
  }

  async #writeLong(
    conversation: IncomingConversation,
    batches: readonly (readonly IncomingMessage[])[],
  ): Promise<void> {
    const { messages, ...head } = conversation
    const target = await this.#database.beginImport(head)
    if (!target) {
      this.#gathered.push(conversation)
      return this.flush()
    }
    for (const batch of batches) {
      await this.#database.continueImport(target, batch)
      await setImmediate()
      if (this.#isCancelled()) throw new CallError('IMPORT_NOT_FOUND')
    }
    await this.#database.endImport(target)
    this.#count({ outcome: 'added', messages: messages.length }, head.id)
  }

  #count({ messages, outcome }: ImportOutcome, id: ConversationId | undefined): void {
    if (outcome === 'updated' && id) this.#updated.push(id)
    const counts = this.#counts
    this.#counts = { ...counts, [outcome]: counts[outcome] + 1, messages: counts.messages + messages }
  }
}
