import { randomUUID } from 'node:crypto'
import { openConnection, type Connection } from '../../electron/core/database/connection.ts'
import { openProfileDatabase } from '../../electron/core/database/openProfileDatabase.ts'
import {
  createProfileService,
  profileDatabaseFile,
} from '../../electron/core/profiles/createProfileService.ts'
import { temporaryFolder } from '../support/folders.ts'
import { memoryLogger } from '../support/memoryLogger.ts'

export const benchUser = { userName: 'Ada', password: 'correct horse' } as const

export interface FilledFolder {
  readonly folder: string
  /** The profile's database and its key, for benchmarks below the application. */
  readonly file: string
  readonly dataKey: Buffer
  remove(): void
}

const messagesPerConversation = 100
const sentence = 'The quick brown fox jumps over the lazy dog, and the dog does not mind at all. '

/** Writes one conversation of `count` messages that alternate, as the application would have. */
function writeConversation(db: Connection, conversationKey: number, count: number, startedAt: number): void {
  const insertMessage = db.prepare(
    `INSERT INTO messages (id, conversation_key, parent_key, depth, role, shown, state, model_id, model_name,
       created_at, finished_at, text)
     VALUES (?, ?, ?, ?, ?, 1, 'complete', ?, ?, ?, ?, ?)`,
  )
  db.prepare(
    `INSERT INTO conversations (key, id, title, created_at, updated_at, model_id)
     VALUES (?, ?, ?, ?, ?, 'local:starter')`,
  ).run(conversationKey, randomUUID(), `Conversation ${conversationKey}`, startedAt, startedAt + count)
  let parentKey: number | bigint | null = null
  for (let depth = 0; depth < count; depth += 1) {
    const answer = depth % 2 === 1
    const at = startedAt + depth
    const text = `${sentence.repeat(answer ? 4 : 1)}(${depth})`
    parentKey = insertMessage.run(
      randomUUID(),
      conversationKey,
      parentKey,
      depth,
      answer ? 'assistant' : 'user',
      answer ? 'local:starter' : null,
      answer ? 'Starter' : null,
      at,
      answer ? at : null,
      text,
    ).lastInsertRowid
  }
  db.prepare('UPDATE conversations SET head_key = ? WHERE key = ?').run(parentKey, conversationKey)
}

/** A data folder with one profile that has `messages` messages; the newest conversation has `longest` of them. */
export async function filledFolder(messages: number, longest = 0): Promise<FilledFolder> {
  const { folder, remove } = temporaryFolder()
  const profiles = createProfileService({ dataFolder: folder, logger: memoryLogger() })
  const { profile, dataKey } = await profiles.create(
    { userName: benchUser.userName, email: null },
    benchUser.password,
  )
  await profiles.close()
  const file = profileDatabaseFile(folder, profile.id)
  await (await openProfileDatabase({ file, dataKey })).close()

  const db = openConnection({ file, dataKey })
  const short = Math.floor((messages - longest) / messagesPerConversation)
  const year = 365 * 24 * 3_600_000
  db.transaction(() => {
    for (let index = 0; index < short; index += 1) {
      writeConversation(db, index + 1, messagesPerConversation, Date.now() - year + index * 60_000)
    }
    if (longest > 0) writeConversation(db, short + 1, longest, Date.now() - 60_000)
  })()
  db.close()
  return { folder, file, dataKey, remove }
}
