import type { PortableMessage } from '../../transfer/portable.ts'
import type { Connection } from '../connection.ts'
import { statement } from '../statement.ts'

/** A message with its place in a tree of the database. */
export interface ImportedRow extends Omit<PortableMessage, 'shown'> {
  readonly key: number
  readonly conversationKey: number
  readonly parentKey: number
  readonly timeKey: number
  readonly depth: number
  readonly shown: 0 | 1
}

/** The columns of `messages`, and what of a row goes into each. */
const columns = {
  key: 'key',
  id: 'id',
  conversation_key: 'conversationKey',
  parent_key: 'parentKey',
  time_key: 'timeKey',
  depth: 'depth',
  role: 'role',
  shown: 'shown',
  state: 'state',
  error_code: 'errorCode',
  model_id: 'modelId',
  model_name: 'modelName',
  created_at: 'createdAt',
  finished_at: 'finishedAt',
  corrected_at: 'correctedAt',
  finish_reason: 'finishReason',
  input_tokens: 'inputTokens',
  output_tokens: 'outputTokens',
  reasoning: 'reasoning',
  text: 'text',
} as const satisfies Readonly<Record<string, keyof ImportedRow>>

const names = Object.keys(columns)
const fields = Object.values(columns)

interface Waiting {
  rows: readonly ImportedRow[]
}

const tables = new WeakMap<Connection, Waiting>()

/** The rows that SQLite reads as the table `imported_rows` of a connection. */
function waitingRows(db: Connection): Waiting {
  const known = tables.get(db)
  if (known) return known
  const waiting: Waiting = { rows: [] }
  db.table('imported_rows', {
    columns: names,
    directOnly: true,
    *rows() {
      for (const row of waiting.rows) yield fields.map((field) => row[field])
    },
  })
  tables.set(db, waiting)
  return waiting
}

/**
 * By time, with parents before their children. The search index numbers messages by time: going forward it gathers
 * them, at each step back it writes what it has.
 */
function byTime(rows: readonly ImportedRow[]): readonly ImportedRow[] {
  const times = new Map<number, number>()
  for (const { key, parentKey, timeKey } of rows) times.set(key, Math.max(timeKey, times.get(parentKey) ?? 0))
  const timeOf = ({ key }: ImportedRow): number => times.get(key) ?? 0
  return rows.toSorted((one, other) => timeOf(one) - timeOf(other) || one.key - other.key)
}

/**
 * Writes messages, given parents before their children, in one statement. At the beginning of each statement FTS5
 * writes what it has gathered as a part of the index of its own (`fts5SavepointMethod` in SQLite's sources): message
 * by message that is a part for each, and making them one again takes longer than all else.
 */
export function insertRows(db: Connection, rows: readonly ImportedRow[]): void {
  const waiting = waitingRows(db)
  waiting.rows = byTime(rows)
  try {
    const list = names.join(', ')
    statement<[]>(db, `INSERT INTO messages (${list}) SELECT ${list} FROM imported_rows`).run()
  } finally {
    waiting.rows = []
  }
}
