import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import path from 'node:path'
import { v7 } from 'uuid'
import { openConnection, type Connection } from '../../electron/core/database/connection.ts'
import { openProfileDatabase } from '../../electron/core/database/openProfileDatabase.ts'
import { createProfileService } from '../../electron/core/profiles/createProfileService.ts'
import { profileDatabaseFile } from '../../electron/core/profiles/profilePaths.ts'
import { repository, temporaryFolder } from '../support/folders.ts'
import { memoryLogger } from '../support/memoryLogger.ts'
import { zipfTexts, type ZipfTexts } from './zipfTexts.ts'

export const benchUser = { userName: 'Ada', password: 'correct horse' } as const

export interface FilledFolder {
  readonly folder: string
  /** The profile's database and its key, for benchmarks below the application. */
  readonly file: string
  readonly dataKey: Buffer
  remove(): void
}

const messagesPerConversation = 100
const year = 365 * 24 * 3_600_000
/** Between one message of a chat and the next, in milliseconds. */
const pause = 20_000
/** One chat in so many is in Chinese. */
const chineseEvery = 25
/** Messages written in one transaction, about. */
const batch = 20_000

/** As `newId` would have given it then. */
const idAt = (time: number): string => v7({ msecs: time })

interface Filling {
  readonly key: number
  readonly count: number
  readonly startedAt: number
}

function textOf(texts: ZipfTexts, { key }: Filling, depth: number): string {
  const answer = depth % 2 === 1
  const words = answer ? texts.between(20, 180) : texts.between(3, 37)
  return key % chineseEvery === 0 ? texts.chinese(words * 2) : texts.english(words)
}

/** Writes one conversation of `count` messages that alternate, as the application would have. */
function writeConversation(db: Connection, texts: ZipfTexts, filling: Filling): void {
  const { count, key: conversationKey, startedAt } = filling
  const insertMessage = db.prepare(
    `INSERT INTO messages (id, conversation_key, parent_key, time_key, depth, role, shown, state, model_id,
       model_name, created_at, finished_at, text)
     VALUES (?, ?, ?, ?, ?, ?, 1, 'complete', ?, ?, ?, ?, ?)`,
  )
  const title = `Conversation ${conversationKey}: ${texts.english(4)}`
  db.prepare(
    `INSERT INTO conversations (key, id, title, created_at, updated_at, model_id)
     VALUES (?, ?, ?, ?, ?, 'local:starter')`,
  ).run(conversationKey, idAt(startedAt), title, startedAt, startedAt + (count - 1) * pause)
  // The root of a conversation has its key, negated.
  let parentKey: number | bigint = -conversationKey
  for (let depth = 0; depth < count; depth += 1) {
    const answer = depth % 2 === 1
    const at = startedAt + depth * pause
    parentKey = insertMessage.run(
      idAt(at),
      conversationKey,
      parentKey,
      at * 1024,
      depth,
      answer ? 'assistant' : 'user',
      answer ? 'local:starter' : null,
      answer ? 'Starter' : null,
      at,
      answer ? at : null,
      textOf(texts, filling, depth),
    ).lastInsertRowid
  }
  db.prepare('UPDATE conversations SET head_key = ? WHERE key = ?').run(parentKey, conversationKey)
}

/** Chats over the year before now, never two at a time; the last, of `longest` messages, ends a minute ago. */
function fillings(messages: number, longest: number): readonly Filling[] {
  const short = Math.floor((messages - longest) / messagesPerConversation)
  const now = Math.floor(Date.now() / 1000) * 1000
  const chats = Array.from({ length: short }, (_, index) => ({
    key: index + 1,
    count: messagesPerConversation,
    startedAt: now - year + Math.floor((index * year) / short / 1000) * 1000,
  }))
  // Seven milliseconds beside the others: no two messages are of the same time.
  const startedAt = now - 60_000 - longest * pause + 7
  return longest > 0 ? [...chats, { key: short + 1, count: longest, startedAt }] : chats
}

function fill(db: Connection, messages: number, longest: number): void {
  const texts = zipfTexts(20_260_101)
  // Nothing has to survive a crash here: what is half filled is not used.
  db.pragma('journal_mode = OFF')
  db.pragma('synchronous = OFF')
  db.pragma('cache_size = -262144')
  const all = fillings(messages, longest)
  for (let from = 0; from < all.length; from += batch / messagesPerConversation) {
    db.transaction(() => {
      for (const filling of all.slice(from, from + batch / messagesPerConversation)) {
        writeConversation(db, texts, filling)
      }
    })()
  }
  db.pragma('journal_mode = WAL')
}

async function makeFilled(folder: string, messages: number, longest: number): Promise<void> {
  const profiles = createProfileService({ dataFolder: folder, logger: memoryLogger() })
  const { profile, dataKey } = await profiles.create(
    { userName: benchUser.userName, email: null },
    benchUser.password,
  )
  await profiles.close()
  const file = profileDatabaseFile(folder, profile.id)
  await (await openProfileDatabase({ file, dataKey })).close()
  const db = openConnection({ file, dataKey })
  fill(db, messages, longest)
  db.close()
}

/** What decides how a filled folder looks: the schema, and how it is filled. */
function recipe(): string {
  const files = [
    ...globSync('electron/core/database/migrations/*.ts', { cwd: repository }),
    ...globSync('electron/core/database/profileList/*.ts', { cwd: repository }),
    'shared/search/searchWords.ts',
    'tests/bench/filledFolder.ts',
    'tests/bench/zipfTexts.ts',
  ]
  const hash = createHash('sha256')
  for (const file of files.toSorted()) hash.update(readFileSync(path.join(repository, file)))
  return hash.digest('hex').slice(0, 12)
}

/** The filled folder of before, or a new one: filling takes a while. Of another recipe none is kept. */
async function keptFolder(messages: number, longest: number): Promise<string> {
  const cache = path.join(repository, '.cache', 'filled')
  const name = `${messages}-${longest}`
  const kept = path.join(cache, `${name}-${recipe()}`)
  if (existsSync(kept)) return kept
  for (const former of globSync(`${name}-*`, { cwd: cache })) {
    rmSync(path.join(cache, former), { recursive: true, force: true })
  }
  mkdirSync(cache, { recursive: true })
  // Of its own: two benchmarks may fill at once, and only a whole folder gets the name.
  const unfinished = mkdtempSync(path.join(cache, 'unfinished-'))
  try {
    await makeFilled(unfinished, messages, longest)
    if (!existsSync(kept)) renameSync(unfinished, kept)
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
  return kept
}

/**
 * A data folder with one profile that has `messages` messages over a year, with words as often as words are; the
 * newest conversation has `longest` of them. It is a copy: a benchmark may write to it.
 */
export async function filledFolder(messages: number, longest = 0): Promise<FilledFolder> {
  const { folder, remove } = temporaryFolder()
  cpSync(await keptFolder(messages, longest), folder, { recursive: true })
  const profiles = createProfileService({ dataFolder: folder, logger: memoryLogger() })
  const { profile, dataKey } = await profiles.signIn(benchUser.userName, benchUser.password)
  await profiles.close()
  return { folder, file: profileDatabaseFile(folder, profile.id), dataKey, remove }
}
