import { openConnection } from '../../electron/core/database/connection.ts'
import type { OpenOptions } from '../../electron/core/database/openProfileDatabase.ts'
import { flipBit } from './damage.ts'

/**
 * Turns a bit over in the middle of the longest message: the database opens and everything else in it can be read.
 * Nobody has the file open.
 */
export function damageLongMessage({ file, dataKey }: OpenOptions): void {
  const db = openConnection({ file, dataKey })
  const sql = `SELECT pageno FROM dbstat WHERE name = 'messages' AND pagetype = 'overflow' LIMIT 1 OFFSET 1`
  const page = db.prepare<[], number>(sql).pluck().get()
  db.close()
  if (page === undefined) throw new Error('no message is long enough')
  flipBit(file, (page - 1) * 4096 + 200)
}
