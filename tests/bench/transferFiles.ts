import { randomUUID } from 'node:crypto'
import { chatGptChat, chatGptMessage, chatGptTime, node } from '../transfer/exportSamples.ts'
import type { ZipfTexts } from './zipfTexts.ts'

/** Messages of a chat. */
const chatLength = 20

/** A ChatGPT export with so many messages, the newest chat first, as long as people's and models' messages are. */
export function chatGptExport(texts: ZipfTexts, messages: number): Buffer {
  const chats = Array.from({ length: messages / chatLength }, (_, chat) => {
    const start = chatGptTime - chat * 3_600
    const ids = Array.from({ length: chatLength }, () => randomUUID())
    const nodes = ids.map((id, index) => {
      const isAnswer = index % 2 === 1
      const text = texts.english(isAnswer ? texts.between(20, 180) : texts.between(3, 37))
      const message = chatGptMessage(isAnswer ? 'assistant' : 'user', text, { time: start + index * 20 })
      return node(id, ids[index - 1] ?? null, message)
    })
    const times = { create_time: start, update_time: start + chatLength * 20 }
    return chatGptChat(texts.english(4), nodes, { ...times, id: randomUUID(), conversation_id: randomUUID() })
  })
  return Buffer.from(JSON.stringify(chats))
}
