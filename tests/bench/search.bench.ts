import { openConnection } from '../../electron/core/database/connection.ts'
import { openProfileDatabase } from '../../electron/core/database/openProfileDatabase.ts'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import type { SearchOrder } from '../../shared/contract/search.ts'
import { percentile, timed, type Benchmark, type Measurement } from './benchmark.ts'
import { filledFolder, type FilledFolder } from './filledFolder.ts'
import { zipfHan, zipfWord } from './zipfTexts.ts'

/** As many as the window asks for at a time. */
const limit = 30
/** Searches of each kind; no two in a row are alike. */
const rounds = 40
const filters = { role: null, modelId: null, folderId: null, from: null, before: null }

/** What people type, `n` different ones of each kind. */
const queries: Readonly<Record<string, (n: number) => string>> = {
  'common word': (n) => `"${zipfWord(n)}"`,
  'medium word': (n) => `"${zipfWord(300 + n)}"`,
  'rare word': (n) => `"${zipfWord(40_000 + n)}"`,
  'first letter of a word': (n) => zipfWord(n).slice(0, 1),
  'first three letters': (n) => zipfWord(100 + n).slice(0, 3),
  'two words, the second begun': (n) => `${zipfWord(n)} ${zipfWord(200 + n).slice(0, 4)}`,
  'phrase of two words': (n) => `"${zipfWord(20 + n)} ${zipfWord(40 + n)}"`,
  'two Chinese characters': (n) => `${zipfHan(5 + n)}${zipfHan(30 + n)}`,
}

function searchOnce(database: ProfileDatabase, query: string, order: SearchOrder) {
  return database.search({ query, order, filters, cursor: null, limit })
}

async function timesOf(
  database: ProfileDatabase,
  queryOf: (n: number) => string,
  order: SearchOrder,
): Promise<readonly number[]> {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    times.push(await timed(() => searchOnce(database, queryOf(round), order)))
  }
  return times
}

interface Scale {
  readonly messages: number
  readonly budget: number
}

async function searches(
  database: ProfileDatabase,
  { budget, messages }: Scale,
): Promise<readonly Measurement[]> {
  const size = messages.toLocaleString('en')
  const found: Measurement[] = []
  const all: number[] = []
  for (const [kind, queryOf] of Object.entries(queries)) {
    const times = await timesOf(database, queryOf, 'newest')
    all.push(...times)
    const name = `search ${kind} (${size})`
    found.push({ name: `${name}, p50`, value: percentile(times, 0.5), unit: 'ms', budget: null })
    found.push({ name: `${name}, p95`, value: percentile(times, 0.95), unit: 'ms', budget })
  }
  found.push({
    name: `search as you type, all kinds (${size}), p95`,
    value: percentile(all, 0.95),
    unit: 'ms',
    budget,
  })
  const best = await timesOf(database, (n) => `"${zipfWord(n)}"`, 'best')
  found.push({
    name: `best match of a common word (${size}), p95`,
    value: percentile(best, 0.95),
    unit: 'ms',
    budget: null,
  })
  return found
}

async function filtered(database: ProfileDatabase, { messages }: Scale): Promise<readonly Measurement[]> {
  const size = messages.toLocaleString('en')
  const narrow = { ...filters, before: Date.now() - 300 * 24 * 3_600_000, role: 'user' } as const
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const search = { query: zipfWord(round), order: 'newest', filters: narrow, cursor: null, limit } as const
    times.push(await timed(() => database.search(search)))
  }
  const [latest] = (await database.listConversations({ kind: 'recent' }, null, 1)).conversations
  if (!latest) throw new Error('the database is empty')
  const inside = await timed(() => database.searchConversation(latest.id, zipfWord(0)))
  return [
    {
      name: `common word of a person, a year ago (${size}), p95`,
      value: percentile(times, 0.95),
      unit: 'ms',
      budget: null,
    },
    { name: `find in a chat of 10,000 messages (${size})`, value: inside, unit: 'ms', budget: null },
  ]
}

/** What a message takes on the disk, and how much of that is the index. */
function storage({ dataKey, file }: FilledFolder, { messages }: Scale): readonly Measurement[] {
  const db = openConnection({ file, dataKey })
  const total =
    Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }))
  const index = Number(
    db.prepare(`SELECT sum(pgsize) FROM dbstat WHERE name GLOB 'message_words*'`).pluck().get(),
  )
  db.close()
  const size = messages.toLocaleString('en')
  return [
    { name: `storage a message (${size})`, value: total / messages, unit: 'bytes', budget: null },
    {
      name: `storage a message without the search index (${size})`,
      value: (total - index) / messages,
      unit: 'bytes',
      budget: null,
    },
  ]
}

async function measure(scale: Scale): Promise<readonly Measurement[]> {
  const filled = await filledFolder(scale.messages, 10_000)
  const database = await openProfileDatabase(filled)
  const found = [...(await searches(database, scale)), ...(await filtered(database, scale))]
  await database.close()
  found.push(...storage(filled, scale))
  filled.remove()
  return found
}

/** Looking for words in what people of one, and of five years of heavy use have. */
export const benchmark: Benchmark = {
  name: 'search',
  async run() {
    const years = await measure({ messages: 200_000, budget: 50 })
    return [...years, ...(await measure({ messages: 1_000_000, budget: 150 }))]
  },
}
