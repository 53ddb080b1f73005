/**
 * Makes a data folder whose one profile has a chat of as many messages as the argument says, numbered from 0, and
 * some usual ones. Prints where it is and what that chat is called. A process of its own: the tests' runner cannot
 * load the database.
 */
import { openConnection } from '../../electron/core/database/connection.ts'
import { filledFolder } from '../bench/filledFolder.ts'

export interface LongChat {
  readonly folder: string
  readonly title: string
}

const length = Number(process.argv[2])
const { dataKey, file, folder } = await filledFolder(length + 300, length)
const db = openConnection({ file, dataKey })
const { key, title } = db.prepare('SELECT key, title FROM conversations ORDER BY updated_at DESC').get() as {
  readonly key: number
  readonly title: string
}
db.prepare(
  `UPDATE messages SET text = 'Number ' || depth || '.' || char(10) || char(10) || text
   WHERE conversation_key = ? AND role <> 'root'`,
).run(key)
db.close()
console.log(JSON.stringify({ folder, title } satisfies LongChat))
