import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import { openProfileDatabase } from '../../electron/core/database/openProfileDatabase.ts'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import type { NewTurn } from '../../electron/core/database/records.ts'
import type { ConversationId, MessageId, ModelId } from '../../shared/contract/base.ts'
import { percentile, timed, type Benchmark, type Measurement } from './benchmark.ts'
import { filledFolder } from './filledFolder.ts'

const sizes = [200_000, 1_000_000]
const longest = 10_000
const page = 50

/** How long a call takes over some rounds, in milliseconds. */
async function repeated(rounds: number, work: () => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) times.push(await timed(work))
  return times
}

function nextTurn(conversationId: ConversationId, text: string): NewTurn {
  return {
    conversationId,
    messageId: randomUUID() as MessageId,
    text,
    modelId: 'local:starter' as ModelId,
    modelName: 'Starter',
    createdAt: Date.now(),
    settings: { systemPrompt: '', parameters: {}, contextMessages: 20 },
  }
}

/** A person's message with its empty answer, until both are on the disk. The answer's end is not timed. */
async function writeTimes(database: ProfileDatabase, conversationId: ConversationId, rounds: number) {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now()
    const { answerId } = await database.startTurn(nextTurn(conversationId, `Question ${round}?`))
    times.push(performance.now() - started)
    await database.finishAnswer({
      answerId,
      text: 'Yes.',
      reasoning: '',
      state: 'complete',
      errorCode: null,
      errorDetails: null,
      finishedAt: Date.now(),
      finishReason: 'stop',
      inputTokens: null,
      outputTokens: null,
    })
  }
  return times
}

async function measure(messages: number): Promise<readonly Measurement[]> {
  const { file, dataKey, remove } = await filledFolder(messages, longest)
  const bytes = statSync(file).size
  const opening = await repeated(20, async () => (await openProfileDatabase({ file, dataKey })).close())
  const database = await openProfileDatabase({ file, dataKey })
  const recent = { kind: 'recent' } as const
  const [newest, other] = (await database.listConversations(recent, null, 2)).conversations
  if (!newest || !other) throw new Error('the database is empty')

  const lists = await repeated(50, () => database.listConversations(recent, null, page))
  const long = await repeated(50, () => database.lastMessages(newest.id, page))
  const usual = await repeated(50, () => database.lastMessages(other.id, page))
  const writes = await writeTimes(database, newest.id, 300)
  await database.close()
  remove()

  const at = `(${messages.toLocaleString('en')} messages)`
  const p95 = (name: string, times: readonly number[], budget: number | null): Measurement => ({
    name: `${name}, p95 ${at}`,
    value: percentile(times, 0.95),
    unit: 'ms',
    budget,
  })
  return [
    p95('user message on disk', writes, 5),
    { name: `user message on disk, p50 ${at}`, value: percentile(writes, 0.5), unit: 'ms', budget: null },
    p95('open the database of a profile', opening, 5),
    p95(`first ${page} chats of the list`, lists, null),
    p95(`last ${page} of a chat of 100 messages`, usual, null),
    p95(`last ${page} of a chat of 10,000 messages`, long, null),
    { name: `storage per message ${at}`, value: bytes / messages, unit: 'bytes', budget: null },
  ]
}

/** What a person does all day, in the database alone, in profiles of two sizes. */
export const benchmark: Benchmark = {
  name: 'storage',
  async run() {
    const measured: Measurement[] = []
    for (const messages of sizes) measured.push(...(await measure(messages)))
    return measured
  },
}
