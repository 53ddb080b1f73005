import type { ConversationId, MessageId, ModelId } from '../../../../shared/contract/base.ts'
import type { SearchFilters, SearchHit } from '../../../../shared/contract/search.ts'
import type { SearchQuery } from '../../../../shared/search/searchQuery.ts'
import type { Connection } from '../connection.ts'
import { statement } from '../statement.ts'
import { timeKeyAt } from '../tree/timeKeys.ts'

/** The table of the words of messages (migration 004), newest first. */

/** What is looked for, in FTS5's words. Every word is quoted, so nothing in it is an operator. Null for nothing. */
export function matchOf(query: SearchQuery): string | null {
  if (query.length === 0) return null
  return query.map(({ words, prefix }) => `"${words.join(' ')}"${prefix ? ' *' : ''}`).join(' AND ')
}

/** Filters as queries take them. */
export interface PlainFilters {
  readonly role: string | null
  readonly modelId: ModelId | null
  readonly folderKey: number | null
  /** Bounds of `time_key`: from `least` up to, not including, `before`. */
  readonly least: number
  readonly before: number
}

export function plainFilters(filters: SearchFilters, folderKey: number | null, before: number): PlainFilters {
  const { role, modelId } = filters
  const least = timeKeyAt(filters.from ?? 0)
  const end = filters.before === null ? before : Math.min(before, timeKeyAt(filters.before))
  return { role, modelId, folderKey, least, before: end }
}

export const inFolder = `
  (@folderKey IS NULL OR c.folder_key IN (SELECT key FROM folders WHERE key = @folderKey OR parent_key = @folderKey))`

const passes = `
  m.deleted_at IS NULL AND c.deleted_at IS NULL AND (@role IS NULL OR m.role = @role)
  AND (@modelId IS NULL OR m.model_id = @modelId) AND ${inFolder}`

const wordsBefore = `
  message_words AS w
  CROSS JOIN messages AS m ON m.time_key = w.rowid
  CROSS JOIN conversations AS c ON c.key = m.conversation_key
  WHERE message_words MATCH @match AND w.rowid < @before AND w.rowid >= @least ORDER BY w.rowid DESC`

interface FoundWords {
  readonly timeKey: number
  readonly passes: 0 | 1
}

export interface Hits {
  /** `time_key` of those that pass, newest first. */
  readonly timeKeys: readonly number[]
  /** Where to go on; null when there is nothing more. */
  readonly before: number | null
  /** The end came before `most` had passed. */
  readonly cut: boolean
}

export interface HitBounds {
  /** So many that pass are enough. */
  readonly most: number
  /** So many are looked at, whether they pass or not: a filter that lets little through costs no more than this. */
  readonly looked: number
}

/** The newest messages that match and pass the filters. */
export function newestHits(
  db: Connection,
  match: string,
  filters: PlainFilters,
  { looked, most }: HitBounds,
): Hits {
  const sql = `SELECT w.rowid AS timeKey, (${passes}) AS passes FROM ${wordsBefore}`
  const parameters = { ...filters, match }
  const timeKeys: number[] = []
  let count = 0
  let last = 0
  for (const row of statement<[typeof parameters], FoundWords>(db, sql).iterate(parameters)) {
    if (timeKeys.length === most || count === looked) {
      return { timeKeys, before: last, cut: timeKeys.length < most }
    }
    count += 1
    last = row.timeKey
    if (row.passes === 1) timeKeys.push(row.timeKey)
  }
  return { timeKeys, before: null, cut: false }
}

export interface HitRow extends Omit<SearchHit, 'snippet'> {
  readonly text: string
}

/** A message that was found, with its whole text. */
export function hitAt(db: Connection, timeKey: number): HitRow | undefined {
  const sql = `
    SELECT c.id AS conversationId, c.title, m.id AS messageId, m.role, m.model_name AS modelName,
      m.created_at AS createdAt, m.text
    FROM messages AS m JOIN conversations AS c ON c.key = m.conversation_key WHERE m.time_key = ?`
  return statement<[number], HitRow>(db, sql).get(timeKey)
}

/** The text of a message. */
export function textAt(db: Connection, timeKey: number): string {
  const sql = 'SELECT text FROM messages WHERE time_key = ?'
  return statement<[number], { readonly text: string }>(db, sql).get(timeKey)?.text ?? ''
}

/** Which of the rows in a range match, at most so many, newest first. */
export function matchesBetween(
  db: Connection,
  match: string,
  range: { readonly first: number; readonly last: number },
  most: number,
): readonly number[] {
  const sql = `
    SELECT rowid AS timeKey FROM message_words
    WHERE message_words MATCH @match AND rowid BETWEEN @first AND @last ORDER BY rowid DESC LIMIT @most`
  const parameters = { ...range, match, most }
  return statement<[typeof parameters], { readonly timeKey: number }>(db, sql)
    .all(parameters)
    .map(({ timeKey }) => timeKey)
}

export interface PathPlace {
  readonly id: MessageId
  readonly timeKey: number
}

/** The messages of the path that is shown of a conversation, oldest first. */
export function shownPlaces(db: Connection, conversation: ConversationId): readonly PathPlace[] {
  const sql = `
    WITH RECURSIVE path (key, parent_key, id, time_key) AS (
      SELECT m.key, m.parent_key, m.id, m.time_key
      FROM conversations AS c JOIN messages AS m ON m.key = c.head_key WHERE c.id = ? AND m.role <> 'root'
      UNION ALL
      SELECT m.key, m.parent_key, m.id, m.time_key
      FROM path JOIN messages AS m ON m.key = path.parent_key AND m.role <> 'root'
    )
    SELECT id, time_key AS timeKey FROM path`
  return statement<[ConversationId], PathPlace>(db, sql).all(conversation).toReversed()
}
