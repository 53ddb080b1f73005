import { setImmediate } from 'node:timers/promises'
import type { MessageId } from '../../../shared/contract/base.ts'
import type { ProfileDatabase } from '../database/profileDatabase.ts'
import type { ChatText, TextStyle } from './formats/chatText.ts'
import { conversationEnd, conversationStart, messageText } from './formats/confabJson.ts'

/** Messages that are read at once; between pages everything else has its turn. */
const pageMessages = 100

/** A chat with everything that is stored of it, as JSON; nothing when it was deleted meanwhile. */
export async function* jsonOfChat(
  database: ProfileDatabase,
  key: number,
  isFirst: () => boolean,
): AsyncGenerator<string> {
  const head = await database.exportedHead(key)
  if (!head) return
  yield conversationStart(head, isFirst())
  let after: number | null = null
  for (;;) {
    const page = await database.exportedMessages(key, after, pageMessages)
    const texts = page.map(({ message }, index) => messageText(message, after === null && index === 0))
    yield texts.join('')
    const last = page.at(-1)
    if (!last || page.length < pageMessages) break
    after = last.key
    await setImmediate()
  }
  yield conversationEnd
}

/** The path of a chat that is shown, as a text to be read; nothing when it was deleted meanwhile. */
export async function* textOfChat(
  database: ProfileDatabase,
  key: number,
  format: ChatText,
  style: TextStyle,
): AsyncGenerator<string> {
  const head = await database.exportedHead(key)
  if (!head) return
  yield format.start(head, style)
  let after: MessageId | null = null
  for (;;) {
    const page = await database.shownMessages(key, after, pageMessages)
    for (const message of page) yield format.message(message, style)
    const last = page.at(-1)
    if (!last || page.length < pageMessages) break
    after = last.id
    await setImmediate()
  }
  yield format.end(style)
}
