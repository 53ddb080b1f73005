/* What is exported of chats whose pages are damaged. */
import { setImmediate } from 'node:timers/promises'
import type { MessageId } from '../../../shared/contract/base.ts'
import { CallError } from '../callError.ts'
import type { ProfileDatabase } from '../database/profileDatabase.ts'
import type { SalvagedMessage } from '../database/transfer/salvagedRows.ts'
import { notRead } from './formats/chatText.ts'
import type { PortableMessage } from './portable.ts'

/** Told each time that something cannot be read. */
export type OnDamage = (error: CallError) => void

/** What is read; null, once it was told, where damage keeps it from being read. */
export async function unlessDamaged<Result>(
  read: () => Promise<Result>,
  onDamage: OnDamage,
): Promise<Result | null> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof CallError) || error.code !== 'DATABASE_DAMAGED') throw error
    onDamage(error)
    return null
  }
}

/** Where the messages of a chat stand that were written, so that each one finds a place that an import accepts. */
export class Places {
  readonly #ids = new Set<MessageId>()
  #last: MessageId | null = null
  #lastOfPerson: MessageId | null = null

  add(messages: readonly PortableMessage[]): void {
    for (const { id, role } of messages) {
      this.#ids.add(id)
      this.#last = id
      if (role === 'user') this.#lastOfPerson = id
    }
  }

  /** Below what was there, or, where that is lost, below the message before that it may stand below. */
  placed({ isParentLost, message }: SalvagedMessage): PortableMessage {
    const { parentId, role } = message
    if (!isParentLost && (parentId === null || this.#ids.has(parentId))) return message
    return { ...message, parentId: role === 'user' ? this.#last : this.#lastOfPerson }
  }
}

/** From the least that may be lost of a message to all that can be. */
const losses = [
  { text: true, parent: false },
  { text: false, parent: true },
  { text: true, parent: true },
] as const

/** A message with as much as can be read of it; null when that is nothing, or it was deleted. */
async function salvagedOne(
  database: ProfileDatabase,
  conversationKey: number,
  key: number,
  onDamage: OnDamage,
): Promise<SalvagedMessage | null> {
  const page = await unlessDamaged(() => database.exportedMessages(conversationKey, key - 1, 1), onDamage)
  if (page) {
    const found = page[0]?.key === key ? page[0] : null
    return found && { message: found.message, isParentLost: false }
  }
  for (const lost of losses) {
    const found = await unlessDamaged(() => database.salvagedMessage(key, lost), onDamage)
    if (found) return lost.text ? { ...found, message: { ...found.message, text: notRead } } : found
  }
  return null
}

/** The messages of a chat after one of them, one by one. */
export async function* salvaged(
  database: ProfileDatabase,
  conversationKey: number,
  after: number | null,
  places: Places,
  onDamage: OnDamage,
): AsyncGenerator<readonly PortableMessage[]> {
  const keys = await unlessDamaged(() => database.storedKeys(conversationKey, after), onDamage)
  for (const key of keys ?? []) {
    const found = await salvagedOne(database, conversationKey, key, onDamage)
    await setImmediate()
    if (!found) continue
    const message = places.placed(found)
    places.add([message])
    yield [message]
  }
}
