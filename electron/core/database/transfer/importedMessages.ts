import { messageId, type ConversationId, type MessageId } from '../../../../shared/contract/base.ts'
import type { IncomingMessage } from '../../transfer/portable.ts'
import { stableId } from '../../transfer/stableId.ts'
import type { Connection } from '../connection.ts'
import { findPlace, lastMessageKey, rootKeyOf } from '../tree/messages.ts'
import { goesOnAfter } from '../tree/paths.ts'
import { insertRevision } from '../tree/revisions.ts'
import { timeKeysOf } from '../tree/timeKeys.ts'
import { insertRows, type ImportedRow } from './importedRows.ts'

/** The conversation that messages are imported into. */
export interface Target {
  readonly key: number
  readonly id: ConversationId
  /** Nothing was in it before this import, so that what was shown in the file is shown here. */
  readonly isNew: boolean
}

interface NamedMessage {
  readonly id: MessageId
  readonly formerId?: MessageId | undefined
}

interface Place {
  readonly key: number
  readonly conversationKey: number
  readonly depth: number
  readonly deletedAt: number | null
}

/** The id of a message where another conversation has its own already. */
function idBeside(target: Target, id: MessageId): MessageId {
  return messageId.parse(stableId('message', target.id, id))
}

/** Messages that are to be written together, of any number of conversations. */
export class MessageBatch {
  readonly #db: Connection
  readonly #rows: ImportedRow[] = []
  readonly #revised: { readonly key: number; readonly revisions: IncomingMessage['revisions'] }[] = []
  /** Where those stand that are to be written. */
  readonly #places = new Map<MessageId, Place>()
  /** What one of those is shown below. */
  readonly #shownBelow = new Set<number>()
  readonly #nextTimeKey: (createdAt: number) => number
  #lastKey: number

  constructor(db: Connection) {
    this.#db = db
    this.#nextTimeKey = timeKeysOf(db)
    this.#lastKey = lastMessageKey(db)
  }

  /**
   * Takes those messages of a conversation that it lacks, parents before their children. What stands below a message
   * that was deleted here is left out. Answers with those that are to be written.
   */
  add(target: Target, messages: readonly IncomingMessage[]): readonly IncomingMessage[] {
    const places = new Map<MessageId, Place>()
    return messages.filter((message) => {
      const known = this.#placeIn(target, message)
      const place = known ?? this.#place(target, message, places)
      if (place) places.set(message.id, place)
      return place !== undefined && place !== known
    })
  }

  /** Writes what was taken. */
  write(): void {
    insertRows(this.#db, this.#rows)
    for (const { key, revisions } of this.#revised) {
      for (const revision of revisions) insertRevision(this.#db, key, revision)
    }
  }

  /** Puts a message below its parent; undefined when that is not there (any more). */
  #place(target: Target, message: IncomingMessage, places: ReadonlyMap<MessageId, Place>): Place | undefined {
    const { createdAt, formerParentId, parentId } = message
    const parent =
      parentId === null
        ? { key: rootKeyOf(target.key), depth: -1, deletedAt: null }
        : (places.get(parentId) ?? this.#placeIn(target, { id: parentId, formerId: formerParentId }))
    if (!parent || parent.deletedAt !== null) return undefined
    this.#lastKey += 1
    const key = this.#lastKey
    const place = { key, conversationKey: target.key, depth: parent.depth + 1, deletedAt: null }
    // In a conversation that was here, what a person sees stays: only where nothing follows is something shown.
    const shown = message.shown && (target.isNew || !this.#goesOnAfter(parent.key))
    if (shown) this.#shownBelow.add(parent.key)
    const id = this.#find(message.id) ? idBeside(target, message.id) : message.id
    this.#places.set(id, place)
    const { revisions } = message
    if (revisions.length > 0) this.#revised.push({ key, revisions })
    const timeKey = this.#nextTimeKey(createdAt)
    this.#rows.push({ ...message, ...place, id, parentKey: parent.key, timeKey, shown: shown ? 1 : 0 })
    return place
  }

  #find(id: MessageId): Place | undefined {
    return this.#places.get(id) ?? findPlace(this.#db, id)
  }

  #goesOnAfter(key: number): boolean {
    return this.#shownBelow.has(key) || goesOnAfter(this.#db, key)
  }

  /** Where a message stands in its conversation, under any of the ids that it was ever given there. */
  #placeIn(target: Target, { formerId, id }: NamedMessage): Place | undefined {
    const place = this.#find(id)
    if (place?.conversationKey === target.key) return place
    if (!place && target.isNew) return undefined
    for (const other of formerId === undefined ? [id] : [formerId, id]) {
      const found = [other, idBeside(target, other)].map((one) => this.#find(one))
      const here = found.find((one) => one?.conversationKey === target.key)
      if (here) return here
    }
    return undefined
  }
}
