import type { Connection } from '../connection.ts'
import { statement } from '../statement.ts'

export function addUnfinished(db: Connection, conversationKey: number): void {
  const sql = 'INSERT INTO unfinished_imports (conversation_key) VALUES (?)'
  statement<[number]>(db, sql).run(conversationKey)
}

export function removeUnfinished(db: Connection, conversationKey: number): void {
  const sql = 'DELETE FROM unfinished_imports WHERE conversation_key = ?'
  statement<[number]>(db, sql).run(conversationKey)
}

export function unfinishedKeys(db: Connection): readonly number[] {
  const sql = 'SELECT conversation_key AS key FROM unfinished_imports'
  return statement<[], { readonly key: number }>(db, sql)
    .all()
    .map(({ key }) => key)
}
