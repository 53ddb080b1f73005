/*
 * What can still be read of a chat whose pages are damaged. The keys of messages stand in indexes, on other pages than
 * the messages themselves; a row's text stands last, on pages of its own where it is long. So what is damaged can be
 * passed over, and a message often keeps its place where its text is lost.
 */
import type { PortableMessage } from '../../transfer/portable.ts'
import type { Connection } from '../connection.ts'
import { statement } from '../statement.ts'

/** What of a message is not asked for, because it cannot be read. */
export interface Lost {
  /** Its text and reasoning. */
  readonly text: boolean
  /** The message it stands below. */
  readonly parent: boolean
}

export interface SalvagedMessage {
  readonly message: PortableMessage
  /** It stood below a message that cannot be read. */
  readonly isParentLost: boolean
}

/** The keys of all conversations, deleted ones with them; from the index of their ids, not from their rows. */
export function conversationKeys(db: Connection): readonly number[] {
  const sql = 'SELECT key FROM conversations INDEXED BY sqlite_autoindex_conversations_1 ORDER BY key'
  return statement<[], { readonly key: number }>(db, sql)
    .all()
    .map(({ key }) => key)
}

/** The keys of the messages of a conversation after one of them (null for all), deleted ones with them. */
export function storedKeys(db: Connection, conversationKey: number, after: number | null): readonly number[] {
  const sql = 'SELECT key FROM messages WHERE conversation_key = ? AND key > ? ORDER BY key'
  return statement<[number, number], { readonly key: number }>(db, sql)
    .all(conversationKey, after ?? -1)
    .map(({ key }) => key)
}

/** The keys of the path that is shown below a message. */
export function shownKeys(db: Connection, from: number): readonly number[] {
  const sql = `
    WITH RECURSIVE path (key, place) AS (
      SELECT key, 0 FROM messages WHERE parent_key = ? AND shown = 1
      UNION ALL
      SELECT m.key, path.place + 1 FROM path JOIN messages AS m ON m.parent_key = path.key AND m.shown = 1
    )
    SELECT key FROM path ORDER BY place`
  return statement<[number], { readonly key: number }>(db, sql)
    .all(from)
    .map(({ key }) => key)
}

type Row = Omit<PortableMessage, 'shown' | 'revisions'> & {
  readonly parentKey: number
  readonly shown: number
}

/** A message without what is lost of it, nor what was in it before; null when it was deleted. */
export function salvagedMessage(db: Connection, key: number, lost: Lost): SalvagedMessage | null {
  const parent = `(SELECT id FROM messages WHERE key = m.parent_key AND role <> 'root')`
  const sql = `
    SELECT
      m.id, ${lost.parent ? 'NULL' : parent} AS parentId, m.parent_key AS parentKey, m.role,
      ${lost.text ? `''` : 'm.text'} AS text, ${lost.text ? `''` : 'm.reasoning'} AS reasoning,
      m.state, m.error_code AS errorCode, m.model_id AS modelId, m.model_name AS modelName,
      m.created_at AS createdAt, m.finished_at AS finishedAt, m.finish_reason AS finishReason,
      m.input_tokens AS inputTokens, m.output_tokens AS outputTokens, m.corrected_at AS correctedAt, m.shown
    FROM messages AS m WHERE m.key = ? AND m.deleted_at IS NULL AND m.role <> 'root'`
  const row = statement<[number], Row>(db, sql).get(key)
  if (!row) return null
  const { parentKey, ...message } = row
  return {
    message: { ...message, revisions: [], shown: row.shown === 1 },
    // The key of a root is below zero: nothing is lost above a first message.
    isParentLost: lost.parent && parentKey >= 0,
  }
}
