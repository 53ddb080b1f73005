import { describe, expect, it } from 'vitest'
import { openConnection } from '../../electron/core/database/connection.ts'
import { chatGptChat, chatGptMessage, chatGptTime, node } from './exportSamples.ts'
import { imported } from './transferTest.ts'
import { temporaryProfile } from '../database/temporaryProfile.ts'

/** A chat whose messages have these times, in seconds after the first. */
function chatAt(title: string, times: readonly number[]): object {
  const nodes = times.map((time, index) => {
    const role = index % 2 === 1 ? 'assistant' : 'user'
    const message = chatGptMessage(role, `${title} says ${index}`, { time: chatGptTime + time })
    return node(`${index}`, index === 0 ? null : `${index - 1}`, message)
  })
  return chatGptChat(title, nodes)
}

describe('the messages of an import', () => {
  it('come into the search index as one part a transaction, not one a message', async () => {
    const { dataKey, file, open } = temporaryProfile()
    const database = await open()
    // Chats of the same hour: their messages are in each other's way unless they are written by time.
    const chats = Array.from({ length: 20 }, (_, chat) =>
      chatAt(
        `Chat ${chat}`,
        Array.from({ length: 10 }, (_empty, index) => chat + index * 300),
      ),
    )
    expect(await imported(database, chats)).toMatchObject({ added: 20, messages: 200 })
    const db = openConnection({ file, dataKey })
    const sql = 'SELECT count(DISTINCT segid) AS parts FROM message_words_idx'
    expect(db.prepare<[], { parts: number }>(sql).get()?.parts).toBe(1)
    db.exec(`INSERT INTO message_words (message_words, rank) VALUES ('integrity-check', 1)`)
    db.close()
  })

  it('are written also where an answer is older than its question', async () => {
    const database = await temporaryProfile().open()
    await imported(database, [chatAt('Odd', [500, 20, 300, 10])])
    const [chat] = await database.exportedChats()
    const shown = await database.shownMessages(chat?.key ?? 0, null, 10)
    expect(shown.map(({ text }) => text)).toEqual([0, 1, 2, 3].map((index) => `Odd says ${index}`))
  })

  it('have places of their own also where more than fit one millisecond have the same time', async () => {
    const database = await temporaryProfile().open()
    const times = Array.from({ length: 2_100 }, () => 0)
    expect(await imported(database, [chatAt('Then', times)])).toMatchObject({ messages: 2_100 })
  })
})
