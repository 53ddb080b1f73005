/** Sending and answers: no acknowledged message is lost, and at most 250 ms of an answer's text. */
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { safe } from '@orpc/client'
import type { ConversationId, MessageId, ModelId } from '../../../shared/contract/base.ts'
import { linkTestModel } from '../../models/testModels.ts'
import type { ConnectedWindow } from '../../support/webSocketClient.ts'
import { pause, readStored, type Victim } from '../victim.ts'

/** The most text that may be lost, as the time in milliseconds since a window was given it. */
const tolerance = 250
const slow = 'local:slow' as ModelId

interface Seen {
  readonly at: number
  readonly length: number
}

/** How long before the kill a window was first given text that is not stored. */
function lossOf(seen: readonly Seen[], storedLength: number, killedAt: number): number {
  const firstLost = seen.find(({ length }) => length > storedLength)
  return firstLost ? killedAt - firstLost.at : 0
}

export async function answers(dataFolder: string, random: () => number): Promise<Victim> {
  await linkTestModel('slow', path.join(dataFolder, 'models', 'slow'))
  const acknowledged = new Set<MessageId>()
  const given = new Map<MessageId, Seen[]>()
  let inMidAnswer = 0
  let longestLoss = 0

  /** Notes how long each answer is and when, until the connection dies. */
  async function watch({ client }: ConnectedWindow): Promise<void> {
    for await (const event of await client.events.subscribe({})) {
      if (event.type !== 'answer-text') continue
      const seen = given.get(event.messageId) ?? []
      seen.push({ at: performance.now(), length: event.offset + event.text.length })
      given.set(event.messageId, seen)
    }
  }

  /** Sends one message after the other, stopping each answer after a while, until the connection dies. */
  async function chat({ client }: ConnectedWindow): Promise<void> {
    let conversationId: ConversationId | null = null
    for (;;) {
      const messageId = randomUUID() as MessageId
      const message = { messageId, text: `message ${messageId}`, modelId: slow, settings: null }
      const sent: { conversationId: ConversationId; answerId: MessageId } = await client.chat.send({
        conversationId,
        ...message,
      })
      acknowledged.add(messageId)
      conversationId = sent.conversationId
      await pause(random() * 900)
      await client.chat.stop({ answerId: sent.answerId })
      await pause(30)
    }
  }

  return {
    longest: 1_200,
    environment: {},
    async work(window) {
      given.clear()
      await Promise.all([safe(watch(window)), safe(chat(window))])
    },
    async judge(killedAt) {
      const { mishaps, texts, unfinished } = await readStored(dataFolder)
      inMidAnswer += unfinished
      const lost = [...acknowledged].filter((id) => texts.get(id) !== `message ${id}`)
      const losses = [...given].map(([id, seen]) => lossOf(seen, texts.get(id)?.length ?? 0, killedAt))
      longestLoss = Math.max(longestLoss, ...losses)
      return [
        ...mishaps,
        ...lost.map((id) => `the acknowledged message ${id} is lost`),
        ...losses
          .filter((loss) => loss > tolerance)
          .map((loss) => `${Math.round(loss)} ms of an answer are lost`),
      ]
    },
    summary: () =>
      `${acknowledged.size} messages acknowledged, ${inMidAnswer} answers hit, at most ${Math.round(longestLoss)} ms of text lost`,
    close: () => Promise.resolve(),
  }
}
