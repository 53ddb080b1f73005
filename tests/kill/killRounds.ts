/**
 * Kills the server host as `kill -9` does, at random moments while somebody chats, and checks each time that
 * no acknowledged message is lost, that at most 250 ms of an answer's text is, and that the database is whole.
 *
 * `npx node tests/kill/killRounds.ts 200` runs 200 rounds; the suite runs a few (`kill.test.ts`).
 */
import { randomUUID } from 'node:crypto'
import { cpSync } from 'node:fs'
import path from 'node:path'
import { safe } from '@orpc/client'
import { openEncrypted } from '../support/encryptedDatabase.ts'
import type { ConversationId, MessageId, ModelId } from '../../shared/contract/base.ts'
import { ensureTestModel } from '../models/testModels.ts'
import { temporaryFolder } from '../support/folders.ts'
import { startServer } from '../support/server.ts'
import { connectWindow, openBrowser, type ConnectedWindow } from '../support/webSocketClient.ts'

/** The most text that may be lost, as the time in milliseconds since a window was given it. */
const tolerance = 250
/** A kill comes at most this long after the first message, in milliseconds. */
const longestRound = 1_200
const password = 'correct horse'
const slow = 'local:slow' as ModelId

interface Seen {
  readonly at: number
  readonly length: number
}

/** What the person at the window knows when the process dies. */
interface Knowledge {
  readonly acknowledged: { readonly conversationId: ConversationId; readonly messageId: MessageId }[]
  readonly lengths: Map<MessageId, Seen[]>
}

export interface KillReport {
  readonly rounds: number
  readonly killedInMidAnswer: number
  readonly lostMessages: number
  /** Answers that were more than 250 ms behind what a window had been given. */
  readonly lateAnswers: number
  /** The most text that was lost, in milliseconds of the answer's time. */
  readonly longestLoss: number
  readonly damaged: number
}

async function signIn({ client }: ConnectedWindow): Promise<void> {
  const { profiles } = await client.profiles.list({})
  if (profiles.length === 0) await client.profiles.create({ userName: 'Ada', email: null, password })
  else await client.profiles.signIn({ login: 'Ada', password, staySignedIn: false })
}

/** Notes how long each answer is and when, until the connection dies. */
async function watch({ client }: ConnectedWindow, knowledge: Knowledge): Promise<void> {
  for await (const event of await client.events.subscribe({})) {
    if (event.type !== 'answer-text') continue
    const seen = knowledge.lengths.get(event.messageId) ?? []
    seen.push({ at: performance.now(), length: event.offset + event.text.length })
    knowledge.lengths.set(event.messageId, seen)
  }
}

/** Sends one message after the other, stopping each answer after a while, until the connection dies. */
async function chat({ client }: ConnectedWindow, knowledge: Knowledge): Promise<void> {
  let conversationId: ConversationId | null = null
  for (;;) {
    const messageId = randomUUID() as MessageId
    const sent: { conversationId: ConversationId; answerId: MessageId } = await client.chat.send({
      conversationId,
      messageId,
      text: `message ${messageId}`,
      modelId: slow,
      settings: null,
    })
    knowledge.acknowledged.push({ conversationId: sent.conversationId, messageId })
    conversationId = sent.conversationId
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 900))
    await client.chat.stop({ answerId: sent.answerId })
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}

/** How much of each answer a window had for longer than the tolerance, and how long before the kill. */
function lossOf(seen: readonly Seen[], storedLength: number, killedAt: number): number {
  const firstLost = seen.find(({ length }) => length > storedLength)
  return firstLost ? killedAt - firstLost.at : 0
}

async function round(dataFolder: string): Promise<Omit<KillReport, 'rounds'>> {
  const server = await startServer(dataFolder)
  const window = await connectWindow(await openBrowser(server.address))
  await signIn(window)
  const knowledge: Knowledge = { acknowledged: [], lengths: new Map() }
  const activity = [safe(watch(window, knowledge)), safe(chat(window, knowledge))]
  await new Promise((resolve) => setTimeout(resolve, Math.random() * longestRound))
  const killedAt = performance.now()
  await server.kill()
  await Promise.all(activity)

  const database = await openEncrypted(dataFolder, 'Ada', password)
  try {
    const text = database.textsById()
    const losses = [...knowledge.lengths].map(([id, seen]) =>
      lossOf(seen, text.get(id)?.length ?? 0, killedAt),
    )
    return {
      killedInMidAnswer: database.unfinished(),
      lostMessages: knowledge.acknowledged.filter(
        ({ messageId }) => text.get(messageId) !== `message ${messageId}`,
      ).length,
      lateAnswers: losses.filter((loss) => loss > tolerance).length,
      longestLoss: Math.max(0, ...losses),
      damaged: database.isWhole() ? 0 : 1,
    }
  } finally {
    database.close()
  }
}

export async function killRounds(rounds: number, log: (line: string) => void): Promise<KillReport> {
  const { folder, remove } = temporaryFolder()
  cpSync(await ensureTestModel('slow'), path.join(folder, 'models', 'slow'), { recursive: true })
  let sum: KillReport = {
    rounds,
    killedInMidAnswer: 0,
    lostMessages: 0,
    lateAnswers: 0,
    longestLoss: 0,
    damaged: 0,
  }
  for (let index = 0; index < rounds; index += 1) {
    const result = await round(folder)
    sum = {
      rounds,
      killedInMidAnswer: sum.killedInMidAnswer + result.killedInMidAnswer,
      lostMessages: sum.lostMessages + result.lostMessages,
      lateAnswers: sum.lateAnswers + result.lateAnswers,
      longestLoss: Math.max(sum.longestLoss, result.longestLoss),
      damaged: sum.damaged + result.damaged,
    }
    log(`round ${index + 1}: ${JSON.stringify(result)}`)
  }
  remove()
  return sum
}

if (process.argv[1] === import.meta.filename) {
  const report = await killRounds(Number(process.argv[2] ?? 200), console.log)
  console.log(report)
  process.exitCode = report.lostMessages + report.lateAnswers + report.damaged === 0 ? 0 : 1
}
