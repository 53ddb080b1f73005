import { describe, expect, it } from 'vitest'
import { readChatGpt } from '../../electron/core/transfer/formats/chatGpt.ts'
import type { JsonRecord } from '../../electron/core/transfer/formats/json.ts'
import { Problems } from '../../electron/core/transfer/problems.ts'
import { chatGptChat, chatGptMessage, node, simpleChatGptChat } from './exportSamples.ts'

function read(chat: object) {
  return readChatGpt(JSON.parse(JSON.stringify(chat)) as JsonRecord, new Problems())
}

describe("the ids of another program's chat", () => {
  it('are the same each time, and those of another chat are others', () => {
    const [one, again, other] = ['One', 'One', 'Other'].map((title) =>
      read(simpleChatGptChat(title, 'a', 'b')),
    )
    expect(one?.id).toBe(again?.id)
    expect(one?.messages.map(({ id }) => id)).toEqual(again?.messages.map(({ id }) => id))
    expect(one?.messages[0]?.id).not.toBe(other?.messages[0]?.id)
  })

  it('are those of the chat alone where another one has the same messages', () => {
    const shared = node('0b9a3b1e-7c1c-4a57-9e0a-000000000001', null, chatGptMessage('user', 'a'))
    const [one, other] = ['One', 'Other'].map((title) => read(chatGptChat(title, [shared])))
    expect(one?.messages[0]?.id).not.toBe(other?.messages[0]?.id)
    expect(one?.messages[0]?.formerId).toBe(shared.id)
  })

  it('tell chats apart that have none, and messages that another one has too', () => {
    const shared = node('root', null, chatGptMessage('user', 'a'))
    const none = { id: null, conversation_id: null }
    const [one, other, again] = ['One', 'Other', 'One'].map((title) =>
      read(chatGptChat(title, [shared], none)),
    )
    expect(one?.id).not.toBe(other?.id)
    expect(again?.id).toBe(one?.id)
  })

  it('begin as that of the chat, so that an index has them side by side', () => {
    const chat = read(simpleChatGptChat('One', 'a', 'b'))
    const beginning = chat?.id.slice(0, 13)
    expect(chat?.messages.map(({ id }) => id.slice(0, 13))).toEqual([beginning, beginning])
    expect(new Set(chat?.messages.map(({ id }) => id)).size).toBe(2)
  })
})
