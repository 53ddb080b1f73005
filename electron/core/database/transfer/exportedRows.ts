import type { FolderId, MessageId } from '../../../../shared/contract/base.ts'
import { parameters } from '../../../../shared/contract/preferences.ts'
import type { PortableFolder, PortableHead, PortableMessage } from '../../transfer/portable.ts'
import { chunkText } from '../tree/answerChunks.ts'
import type { Connection } from '../connection.ts'
import { statement } from '../statement.ts'

/** A conversation that is to be exported, where it stands among the folders. */
export interface ExportedChat {
  readonly key: number
  readonly title: string
  readonly folderId: FolderId | null
}

/** A message with the key from which the next page goes on. */
export interface ExportedMessage {
  readonly key: number
  readonly message: PortableMessage
}

const chatsSql = `
  SELECT key, title, (SELECT id FROM folders WHERE key = folder_key) AS folderId
  FROM conversations WHERE deleted_at IS NULL`

/** Conversations that are not deleted, oldest first. */
export function exportedChats(db: Connection): readonly ExportedChat[] {
  return statement<[], ExportedChat>(db, `${chatsSql} ORDER BY created_at, key`).all()
}

/** One of them; null when it was deleted. */
export function exportedChatOf(db: Connection, key: number): ExportedChat | null {
  return statement<[number], ExportedChat>(db, `${chatsSql} AND key = ?`).get(key) ?? null
}

/** All folders, each after the one it is in. */
export function exportedFolders(db: Connection): readonly PortableFolder[] {
  const sql = `
    SELECT id, name, created_at AS createdAt, (SELECT id FROM folders WHERE key = f.parent_key) AS parentId
    FROM folders AS f ORDER BY parent_key IS NOT NULL, key`
  return statement<[], PortableFolder>(db, sql).all()
}

/** What is stored of a conversation besides its messages; null when it was deleted meanwhile. */
export function exportedHead(db: Connection, key: number): PortableHead | null {
  const sql = `
    SELECT
      id, title, title_source AS titleSource, created_at AS createdAt, updated_at AS updatedAt,
      pinned_at AS pinnedAt, (SELECT id FROM folders WHERE key = folder_key) AS folderId,
      archived_at AS archivedAt, ended_at AS endedAt, model_id AS modelId, system_prompt AS systemPrompt,
      parameters, context_messages AS contextMessages
    FROM conversations WHERE key = ? AND deleted_at IS NULL`
  type Row = Omit<PortableHead, 'parameters'> & { readonly parameters: string }
  const row = statement<[number], Row>(db, sql).get(key)
  return row ? { ...row, parameters: parameters.parse(JSON.parse(row.parameters)) } : null
}

type MessageRow = Omit<PortableMessage, 'shown' | 'revisions'> & {
  readonly key: number
  readonly shown: number
}
type Revisions = PortableMessage['revisions']

const messagesSql = `
  SELECT
    m.key, m.id, CASE parent.role WHEN 'root' THEN NULL ELSE parent.id END AS parentId, m.role, m.text, m.reasoning,
    m.state, m.error_code AS errorCode, m.model_id AS modelId, m.model_name AS modelName,
    m.created_at AS createdAt, m.finished_at AS finishedAt, m.finish_reason AS finishReason,
    m.input_tokens AS inputTokens, m.output_tokens AS outputTokens, m.corrected_at AS correctedAt, m.shown
  FROM messages AS m JOIN messages AS parent ON parent.key = m.parent_key
  WHERE m.conversation_key = ? AND m.key > ? AND m.deleted_at IS NULL
  ORDER BY m.key LIMIT ?`

function revisionsIn(db: Connection, conversationKey: number, from: number, to: number) {
  const sql = `
    SELECT r.message_key AS messageKey, r.text, r.replaced_at AS replacedAt
    FROM message_revisions AS r JOIN messages AS m ON m.key = r.message_key
    WHERE r.message_key BETWEEN ? AND ? AND m.conversation_key = ? ORDER BY r.key`
  type Row = Revisions[number] & { readonly messageKey: number }
  const found = new Map<number, Revisions>()
  for (const { messageKey, ...revision } of statement<[number, number, number], Row>(db, sql).all(
    from,
    to,
    conversationKey,
  )) {
    found.set(messageKey, [...(found.get(messageKey) ?? []), revision])
  }
  return found
}

/** What is there of an answer that is being written. */
function keptOf(db: Connection, key: number, reasoning: string): Pick<PortableMessage, 'text' | 'reasoning'> {
  return {
    text: chunkText(db, 'answer_chunks', key),
    reasoning: reasoning + chunkText(db, 'reasoning_chunks', key),
  }
}

/** UTF-16 code units of text in a page, about: a few long messages are enough of one. */
const pageText = 1024 * 1024

function rowsOfPage(found: Iterable<MessageRow>): readonly MessageRow[] {
  const rows: MessageRow[] = []
  let length = 0
  for (const row of found) {
    rows.push(row)
    length += row.text.length + row.reasoning.length
    if (length > pageText) break
  }
  return rows
}

/**
 * The messages of a conversation after one of them (null for the first page), in the order in which they were stored: so
 * many, or fewer where they are long; none behind the last.
 */
export function exportedMessages(
  db: Connection,
  conversationKey: number,
  after: number | null,
  limit: number,
): readonly ExportedMessage[] {
  const found = statement<[number, number, number], MessageRow>(db, messagesSql).iterate(
    conversationKey,
    // The first message of all has the key 0: it follows the root, whose key is below it.
    after ?? Number.MIN_SAFE_INTEGER,
    limit,
  )
  const rows = rowsOfPage(found)
  const revisions = revisionsIn(db, conversationKey, rows[0]?.key ?? 0, rows.at(-1)?.key ?? 0)
  return rows.map(({ key, ...row }) => {
    const kept = row.state === 'streaming' ? keptOf(db, key, row.reasoning) : {}
    return { key, message: { ...row, ...kept, revisions: revisions.get(key) ?? [], shown: row.shown === 1 } }
  })
}

/** The key of a message, to go on after it. */
export function keyOfMessage(db: Connection, id: MessageId): number | null {
  const sql = 'SELECT key FROM messages WHERE id = ?'
  return statement<[MessageId], { readonly key: number }>(db, sql).get(id)?.key ?? null
}
