import type { MessageId } from '../../../../shared/contract/base.ts'
import type { ImportBatch } from '../job.ts'
import type { IncomingConversation, IncomingMessage } from '../portable.ts'
import type { Found } from './found.ts'

/**
 * What one transaction writes at most: so many messages, or so much text (UTF-16 code units), whichever is reached
 * first. The search index takes most of the time; this is a few dozen milliseconds of it.
 */
const batchMessages = 250
const batchText = 100_000

/** What a message counts in a transaction: a row for itself, and one for each earlier text. */
function rowsOf({ revisions }: IncomingMessage): number {
  return 1 + revisions.length
}

function isFull(messages: number, text: number): boolean {
  return messages >= batchMessages || text >= batchText
}

function lengthOf({ reasoning, revisions, text }: IncomingMessage): number {
  return revisions.reduce((length, revision) => length + revision.text.length, text.length + reasoning.length)
}

/** The messages of a chat as transactions take them. */
function batchesOf(messages: readonly IncomingMessage[]): readonly (readonly IncomingMessage[])[] {
  const batches: IncomingMessage[][] = []
  let batch: IncomingMessage[] = []
  let rows = 0
  let text = 0
  for (const message of messages) {
    if (batch.length === 0 || isFull(rows, text)) {
      batch = []
      rows = 0
      text = 0
      batches.push(batch)
    }
    batch.push(message)
    rows += rowsOf(message)
    text += lengthOf(message)
  }
  return batches
}

/** A message whose parent comes in another transaction has to say under which other id that may be known. */
function withFormerParents(messages: readonly IncomingMessage[]): readonly IncomingMessage[] {
  const formerIds = new Map<MessageId, MessageId>()
  return messages.map((message) => {
    if (message.formerId !== undefined) formerIds.set(message.id, message.formerId)
    const formerParentId = message.parentId === null ? undefined : formerIds.get(message.parentId)
    return formerParentId === undefined ? message : { ...message, formerParentId }
  })
}

/**
 * Gathers what is found for the database: short chats until they make a transaction of a few hundred messages, so that
 * not each of them waits for the disk; a long one in several.
 */
export class Batches {
  #gathered: IncomingConversation[] = []
  #messages = 0
  #text = 0;

  *add(found: Found): Generator<ImportBatch> {
    if (found.kind === 'folder') {
      yield found
      return
    }
    const { conversation } = found
    const batches = batchesOf(conversation.messages)
    if (batches.length > 1) {
      yield* this.flush()
      yield* longChat(conversation)
      return
    }
    this.#gathered.push(conversation)
    // A chat costs about as much as a message.
    this.#messages += conversation.messages.reduce((rows, message) => rows + rowsOf(message), 1)
    this.#text += conversation.messages.reduce((length, message) => length + lengthOf(message), 0)
    if (isFull(this.#messages, this.#text)) yield* this.flush()
  }

  /** What was gathered. */
  *flush(): Generator<ImportBatch> {
    const conversations = this.#gathered
    this.#gathered = []
    this.#messages = 0
    this.#text = 0
    if (conversations.length > 0) yield { kind: 'chats', conversations }
  }
}

function* longChat({ messages, ...head }: IncomingConversation): Generator<ImportBatch> {
  yield { kind: 'long-begin', head }
  for (const batch of batchesOf(withFormerParents(messages))) yield { kind: 'long-messages', messages: batch }
  yield { kind: 'long-end' }
}
