import type { Statement } from 'better-sqlite3'
import type { Connection } from './connection.ts'

const prepared = new WeakMap<Connection, Map<string, Statement>>()

function statementsOf(db: Connection): Map<string, Statement> {
  const known = prepared.get(db)
  if (known) return known
  const made = new Map<string, Statement>()
  prepared.set(db, made)
  return made
}

/** The prepared statement of an SQL text, compiled once a connection. The caller states the types of its columns. */
export function statement<Parameters extends unknown[], Row = never>(
  db: Connection,
  sql: string,
): Statement<Parameters, Row> {
  const statements = statementsOf(db)
  const made = statements.get(sql) ?? db.prepare(sql)
  statements.set(sql, made)
  return made as Statement<Parameters, Row>
}
