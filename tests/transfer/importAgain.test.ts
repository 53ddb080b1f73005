import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { JsonRecord } from '../../electron/core/transfer/formats/json.ts'
import { readChatGpt } from '../../electron/core/transfer/formats/chatGpt.ts'
import { ImportRun } from '../../electron/core/transfer/importRun.ts'
import { Problems } from '../../electron/core/transfer/problems.ts'
import { newConversationId, temporaryProfile, turn } from '../database/temporaryProfile.ts'
import { chatGptChat, chatGptMessage, node, simpleChatGptChat } from './exportSamples.ts'
import { forkTransfer } from './inProcess.ts'
import { exported, exportedValues, imported } from './transferTest.ts'

/** A chat of ChatGPT with so many messages in a row. */
function longChat(title: string, length: number): object {
  const nodes = Array.from({ length }, (_, index) =>
    node(
      `${index}`,
      index === 0 ? null : `${index - 1}`,
      chatGptMessage(index % 2 ? 'assistant' : 'user', `${index}`),
    ),
  )
  return chatGptChat(title, nodes)
}

const bytesOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))

describe('a second import', () => {
  it('adds what a chat has grown by, below what is here, and shows it when the end was shown', async () => {
    const database = await temporaryProfile().open()
    await imported(database, [longChat('T', 4)])
    const report = await imported(database, [longChat('T', 6)])
    expect(report).toMatchObject({ added: 0, updated: 1, messages: 2 })
    const [chat] = await database.exportedChats()
    const shown = await database.shownMessages(chat?.key ?? 0, null, 100)
    expect(shown.map(({ text }) => text)).toEqual(['0', '1', '2', '3', '4', '5'])
  })

  it('changes neither what a person wrote here since nor what is shown', async () => {
    const database = await temporaryProfile().open()
    await imported(database, [longChat('T', 2)])
    const [given] = (await exportedValues(database))['conversations'] as { id: never }[]
    const conversationId = given?.id ?? newConversationId()
    await database.startTurn(turn({ conversationId, text: 'written here' }))
    await database.interruptUnfinished(1)
    await database.renameConversation(conversationId, 'Mine')
    expect(await imported(database, [longChat('T', 4)])).toMatchObject({ updated: 1, messages: 2 })
    const { messages } = await database.lastMessages(conversationId, 10)
    expect(messages.map(({ text, version }) => [text, version.count])).toEqual([
      ['0', 1],
      ['1', 1],
      ['written here', 2],
      ['', 1],
    ])
    expect((await database.conversation(conversationId)).title).toBe('Mine')
  })

  it('brings back a chat that was deleted, and not what was deleted within one', async () => {
    const database = await temporaryProfile().open()
    const started = await database.startTurn(turn({ text: 'one' }))
    await database.interruptUnfinished(1)
    await database.startTurn(turn({ conversationId: started.conversationId, text: 'two' }))
    await database.interruptUnfinished(1)
    const { bytes } = await exported(database, 'json')
    const last = (await database.lastMessages(started.conversationId, 10)).messages.at(-2)
    await database.deleteMessage(started.conversationId, last?.id ?? started.answerId, 5)
    expect(await imported(database, bytes)).toMatchObject({ unchanged: 1, messages: 0 })
    await database.hideConversation(started.conversationId, 5)
    expect(await imported(database, bytes)).toMatchObject({ added: 1, messages: 4 })
    expect((await database.lastMessages(started.conversationId, 10)).messages).toHaveLength(4)
  })

  it('knows the messages of a chat that an earlier version brought in under other ids', async () => {
    const database = await temporaryProfile().open()
    const file = longChat('T', 5)
    const chat = readChatGpt(JSON.parse(JSON.stringify(file)) as JsonRecord, new Problems())
    if (!chat) throw new Error('the chat cannot be read')
    const formerOf = new Map(chat.messages.map(({ formerId, id }) => [id, formerId ?? id]))
    const messages = chat.messages.map(({ formerId: _formerId, ...message }) => ({
      ...message,
      id: formerOf.get(message.id) ?? message.id,
      parentId: message.parentId && (formerOf.get(message.parentId) ?? null),
    }))
    await database.importConversations([{ ...chat, messages }])
    expect(await imported(database, [file])).toMatchObject({ unchanged: 1, messages: 0 })
    expect(await imported(database, [longChat('T', 7)])).toMatchObject({ updated: 1, messages: 2 })
    expect(await imported(database, [longChat('T', 7)])).toMatchObject({ unchanged: 1, messages: 0 })
    const [{ key } = { key: 0 }] = await database.exportedChats()
    const shown = await database.shownMessages(key, null, 100)
    expect(shown.map(({ text }) => text)).toEqual(['0', '1', '2', '3', '4', '5', '6'])
  })

  it('takes a chat that a file has twice once, with what each of the two has', async () => {
    const database = await temporaryProfile().open()
    const report = await imported(database, [longChat('T', 2), longChat('Other', 2), longChat('T', 4)])
    expect(report).toMatchObject({ added: 2, updated: 1, messages: 6 })
    const [chat] = await database.exportedChats()
    const shown = await database.shownMessages(chat?.key ?? 0, null, 100)
    expect(shown.map(({ text }) => text)).toEqual(['0', '1', '2', '3'])
  })

  it('keeps messages apart that two chats of a file share, and finds them again', async () => {
    const database = await temporaryProfile().open()
    const shared = node(randomUUID(), null, chatGptMessage('user', 'shared'))
    const chats = ['One', 'Two'].map((title) =>
      chatGptChat(title, [shared, node('a', shared.id, chatGptMessage('assistant', title))]),
    )
    expect(await imported(database, chats)).toMatchObject({ added: 2, messages: 4 })
    expect(await imported(database, chats)).toMatchObject({ added: 0, unchanged: 2, messages: 0 })
    const [first] = (await exportedValues(database))['conversations'] as { id: never }[]
    await database.hideConversation(first?.id ?? newConversationId(), 1)
    await database.deleteHidden(2)
    expect(await imported(database, chats.slice(1))).toMatchObject({ unchanged: 1, messages: 0 })
  })
})

describe('cancelling an import', () => {
  it('keeps the chats that are whole and nothing of the others', async () => {
    const database = await temporaryProfile().open()
    const run = new ImportRun(database, forkTransfer)
    const bytes = bytesOf([
      ...Array.from({ length: 300 }, (_, index) => simpleChatGptChat(`${index}`, 'a', 'b')),
      longChat('Long', 5_000),
    ])
    const work = run.append(bytes)
    const [report, appended] = await Promise.all([
      new Promise((resolve) => setTimeout(resolve, 60)).then(() => run.cancel()),
      work.then(
        () => 'done',
        (error: unknown) => error,
      ),
    ])
    expect(appended).toMatchObject({ code: 'IMPORT_NOT_FOUND' })
    const chats = await database.exportedChats()
    expect(chats).toHaveLength(report.added)
    for (const { key, title } of chats) {
      expect([title, (await database.exportedMessages(key, null, 10)).length]).toEqual([title, 2])
    }
    await expect(run.append(bytes)).rejects.toMatchObject({ code: 'IMPORT_NOT_FOUND' })
    expect(await database.removeUnfinishedImports()).toBe(0)
    expect(await imported(database, bytes)).toMatchObject({
      added: 301 - report.added,
      unchanged: report.added,
    })
  })

  it('lets other work have its turn while a long chat is written', async () => {
    const database = await temporaryProfile().open()
    let turns = 0
    const timer = setInterval(() => {
      turns += 1
    }, 1)
    expect(await imported(database, [longChat('Long', 3_000)], 10_000_000)).toMatchObject({ messages: 3_000 })
    clearInterval(timer)
    expect(turns).toBeGreaterThan(5)
  })
})
