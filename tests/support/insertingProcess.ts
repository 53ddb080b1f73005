/** A program that writes the chats in its standard input into a profile: `node insertingProcess.ts FOLDER NAME PASSWORD`. */
import { json } from 'node:stream/consumers'
import { randomUUID } from 'node:crypto'
import { openConnection } from '../../electron/core/database/connection.ts'
import { nextTimeKey } from '../../electron/core/database/tree/timeKeys.ts'
import { createProfileService } from '../../electron/core/profiles/createProfileService.ts'
import { profileDatabaseFile } from '../../electron/core/profiles/profilePaths.ts'
import type { InsertedChat, Owner } from './insertChats.ts'
import { memoryLogger } from './memoryLogger.ts'

async function insertChats(
  dataFolder: string,
  { password, userName }: Owner,
  chats: readonly InsertedChat[],
): Promise<void> {
  const profiles = createProfileService({ dataFolder, logger: memoryLogger() })
  const { profile, dataKey } = await profiles.signIn(userName, password)
  await profiles.close()
  const db = openConnection({ file: profileDatabaseFile(dataFolder, profile.id), dataKey })
  const insertChat = db.prepare(
    `INSERT INTO conversations (id, title, created_at, updated_at, pinned_at, model_id)
     VALUES (?, ?, ?, ?, ?, 'local:starter')`,
  )
  const insertMessage = db.prepare(
    `INSERT INTO messages (id, conversation_key, parent_key, time_key, depth, role, shown, state, model_id,
       model_name, created_at, finished_at, text)
     VALUES (?, ?, ?, ?, ?, ?, 1, 'complete', ?, ?, ?, ?, ?)`,
  )
  const setHead = db.prepare('UPDATE conversations SET head_key = ? WHERE key = ?')
  db.transaction(() => {
    for (const { pinned, times, title } of chats) {
      const at = [times[0], times.at(-1), pinned ? times.at(-1) : null]
      const key = insertChat.run(randomUUID(), title, ...at).lastInsertRowid
      // The root of a conversation has its key, negated.
      let parentKey: number | bigint = -Number(key)
      times.forEach((time, turn) => {
        for (const answer of [false, true]) {
          const depth = 2 * turn + (answer ? 1 : 0)
          const [modelId, modelName, finishedAt] = answer
            ? ['local:starter', 'Starter', time]
            : [null, null, null]
          const role = answer ? 'assistant' : 'user'
          const text = answer ? `Answer ${turn} of ${title}` : `Question ${turn} of ${title}`
          const place = [randomUUID(), key, parentKey, nextTimeKey(db, time), depth, role]
          parentKey = insertMessage.run(...place, modelId, modelName, time, finishedAt, text).lastInsertRowid
        }
      })
      setHead.run(parentKey, key)
    }
  })()
  db.close()
  dataKey.fill(0)
}

const [dataFolder = '', userName = '', password = ''] = process.argv.slice(2)
await insertChats(dataFolder, { userName, password }, (await json(process.stdin)) as readonly InsertedChat[])
