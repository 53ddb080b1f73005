import { setImmediate } from 'node:timers/promises'
import type { MessageId } from '../../../shared/contract/base.ts'
import type { Message } from '../../../shared/contract/conversations.ts'
import type { ProfileDatabase } from '../database/profileDatabase.ts'
import type { ExportedMessage } from '../database/transfer/exportedRows.ts'
import type { ChatText, TextStyle } from './formats/chatText.ts'
import { conversationEnd, conversationStart, messageText } from './formats/confabJson.ts'
import { Places, salvaged, unlessDamaged, type OnDamage } from './salvage.ts'
import type { PortableMessage } from './portable.ts'

/** Messages that are read at once; between pages everything else has its turn. */
const pageMessages = 100

/** All messages of a chat in pages; those that stand on damaged pages as far as they can be read. */
async function* storedPages(
  database: ProfileDatabase,
  key: number,
  onDamage: OnDamage,
): AsyncGenerator<readonly PortableMessage[]> {
  let after: number | null = null
  const places = new Places()
  for (;;) {
    const from: number | null = after
    const page: readonly ExportedMessage[] | null = await unlessDamaged(
      () => database.exportedMessages(key, from, pageMessages),
      onDamage,
    )
    if (!page) return yield* salvaged(database, key, from, places, onDamage)
    const messages = page.map(({ message }) => message)
    places.add(messages)
    yield messages
    const last = page.at(-1)
    if (!last) return
    after = last.key
    await setImmediate()
  }
}

/** A chat with everything that is stored of it, as JSON; nothing when it was deleted meanwhile. */
export async function* jsonOfChat(
  database: ProfileDatabase,
  key: number,
  isFirst: () => boolean,
  onDamage: OnDamage,
): AsyncGenerator<string> {
  const head = await unlessDamaged(() => database.exportedHead(key), onDamage)
  if (!head) return
  yield conversationStart(head, isFirst())
  let written = 0
  for await (const page of storedPages(database, key, onDamage)) {
    const before = written
    yield page.map((message, index) => messageText(message, before + index === 0)).join('')
    written += page.length
  }
  yield conversationEnd
}

/** The path of a chat that is shown, in pages; null stands for what cannot be read. */
async function* shownPages(
  database: ProfileDatabase,
  key: number,
  onDamage: OnDamage,
): AsyncGenerator<readonly (Message | null)[]> {
  let after: MessageId | null = null
  for (;;) {
    const from: MessageId | null = after
    const page: readonly Message[] | null = await unlessDamaged(
      () => database.shownMessages(key, from, pageMessages),
      onDamage,
    )
    if (!page) return yield* shownOneByOne(database, key, from, onDamage)
    yield page
    const last = page.at(-1)
    if (!last) return
    after = last.id
    await setImmediate()
  }
}

async function* shownOneByOne(
  database: ProfileDatabase,
  key: number,
  after: MessageId | null,
  onDamage: OnDamage,
): AsyncGenerator<readonly (Message | null)[]> {
  const keys = await unlessDamaged(() => database.shownKeys(key, after), onDamage)
  if (!keys) yield [null]
  for (const one of keys ?? []) {
    yield [await unlessDamaged(() => database.shownMessage(one), onDamage)]
    await setImmediate()
  }
}

/** The path of a chat that is shown, as a text to be read; nothing when it was deleted meanwhile. */
export async function* textOfChat(
  database: ProfileDatabase,
  key: number,
  format: ChatText,
  style: TextStyle,
  onDamage: OnDamage,
): AsyncGenerator<string> {
  let isDamaged = false
  const head = await unlessDamaged(
    () => database.exportedHead(key),
    (error) => {
      isDamaged = true
      onDamage(error)
    },
  )
  if (isDamaged) yield format.missing
  if (!head) return
  yield format.start(head, style)
  let isMissing = false
  for await (const page of shownPages(database, key, onDamage)) {
    for (const message of page) {
      if (message) yield await format.message(message, style)
      else if (!isMissing) yield format.missing
      isMissing = !message
    }
  }
  yield format.end(style)
}
