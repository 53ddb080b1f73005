/** `node writeChats.ts FOLDER USER PASSWORD` writes the chats that come in as JSON into the database of a profile. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { openConnection, type Connection } from '../../electron/core/database/connection.ts'
import { createProfileService } from '../../electron/core/profiles/createProfileService.ts'
import { profileDatabaseFile } from '../../electron/core/profiles/profilePaths.ts'
import { memoryLogger } from '../support/memoryLogger.ts'
import type { FilledChat } from './filledChats.ts'

function writeChat(db: Connection, { messages, startedAt, title }: FilledChat): void {
  const conversation = db.prepare(
    `INSERT INTO conversations (id, title, created_at, updated_at, model_id) VALUES (?, ?, ?, ?, 'local:starter')`,
  )
  const at = (index: number): number => startedAt + index * 60_000
  const key = Number(
    conversation.run(randomUUID(), title, startedAt, at(messages.length - 1)).lastInsertRowid,
  )
  const insert = db.prepare(
    `INSERT INTO messages (id, conversation_key, parent_key, time_key, depth, role, shown, state, model_id,
       model_name, created_at, finished_at, text)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'complete', ?, ?, ?, ?, ?)`,
  )
  const written: { key: number; depth: number }[] = []
  let head = -key
  messages.forEach(({ below, hidden, text }, index) => {
    const parent = written[below ?? index - 1] ?? { key: -key, depth: -1 }
    const depth = parent.depth + 1
    const [id, name] = depth % 2 === 1 ? ['local:starter', 'Starter'] : [null, null]
    const time = at(index)
    const role = id ? 'assistant' : 'user'
    const row = [
      randomUUID(),
      key,
      parent.key,
      time * 1024 + key,
      depth,
      role,
      hidden ? 0 : 1,
      id,
      name,
      time,
    ]
    const { lastInsertRowid } = insert.run(...row, id ? time : null, text)
    written.push({ key: Number(lastInsertRowid), depth })
    if (!hidden) head = Number(lastInsertRowid)
  })
  db.prepare('UPDATE conversations SET head_key = ? WHERE key = ?').run(head, key)
}

const [dataFolder = '', userName = '', password = ''] = process.argv.slice(2)
const chats = JSON.parse(readFileSync(0, 'utf8')) as readonly FilledChat[]
const profiles = createProfileService({ dataFolder, logger: memoryLogger() })
const { profile, dataKey } = await profiles.signIn(userName, password)
await profiles.close()
const db = openConnection({ file: profileDatabaseFile(dataFolder, profile.id), dataKey })
db.transaction(() => chats.forEach((chat) => writeChat(db, chat)))()
db.close()
