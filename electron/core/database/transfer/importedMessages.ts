import { messageId, type ConversationId, type MessageId } from '../../../../shared/contract/base.ts'
import type { PortableMessage } from '../../transfer/portable.ts'
import { stableId } from '../../transfer/stableId.ts'
import type { Connection } from '../connection.ts'
import { findPlace, rootKeyOf, type MessagePlace } from '../tree/messages.ts'
import { goesOnAfter } from '../tree/paths.ts'
import { statement } from '../statement.ts'
import { nextTimeKey } from '../tree/timeKeys.ts'

/** The conversation that messages are imported into. */
export interface Target {
  readonly key: number
  readonly id: ConversationId
  /** Nothing was in it before this import, so that what was shown in the file is shown here. */
  readonly isNew: boolean
}

interface Place {
  readonly key: number
  readonly depth: number
}

type Written = Map<MessageId, Place>

/** The name of a message in this database: its own, or one made of it where another conversation has that already. */
interface Name {
  readonly id: MessageId
  readonly place: MessagePlace | undefined
}

const insertSql = `
  INSERT INTO messages (
    id, conversation_key, parent_key, time_key, depth, role, shown, state, error_code, model_id, model_name,
    created_at, finished_at, corrected_at, finish_reason, input_tokens, output_tokens, reasoning, text
  ) VALUES (
    @id, @conversationKey, @parentKey, @timeKey, @depth, @role, @shown, @state, @errorCode, @modelId, @modelName,
    @createdAt, @finishedAt, @correctedAt, @finishReason, @inputTokens, @outputTokens, @reasoning, @text
  )`

function nameOf(db: Connection, target: Target, id: MessageId): Name {
  const place = findPlace(db, id)
  if (place?.conversationKey === target.key) return { id, place }
  if (!place && target.isNew) return { id, place }
  const made = messageId.parse(stableId('message', target.id, id))
  const madePlace = findPlace(db, made)
  return place || madePlace ? { id: made, place: madePlace } : { id, place: undefined }
}

/** Where a message goes; null when what it answers to is not there (any more). `written` has those of this call. */
function parentOf(db: Connection, target: Target, id: MessageId | null, written: Written): Place | null {
  if (id === null) return { key: rootKeyOf(target.key), depth: -1 }
  const found = written.get(id) ?? nameOf(db, target, id).place
  return found && (!('deletedAt' in found) || found.deletedAt === null) ? found : null
}

function insertRevisions(db: Connection, messageKey: number, message: PortableMessage): void {
  const sql = 'INSERT INTO message_revisions (message_key, replaced_at, text) VALUES (?, ?, ?)'
  for (const { replacedAt, text } of message.revisions) {
    statement<[number, number, string]>(db, sql).run(messageKey, replacedAt, text)
  }
}

/** Writes a message unless it is there. Answers whether it was written. */
function importMessage(db: Connection, target: Target, message: PortableMessage, written: Written): boolean {
  const { id, place } = nameOf(db, target, message.id)
  const parent = place ? null : parentOf(db, target, message.parentId, written)
  if (!parent) return false
  // In a conversation that was here, what a person sees stays: only where nothing follows is something shown.
  const isShown = message.shown && (target.isNew || !goesOnAfter(db, parent.key))
  const { parentId: _parentId, revisions: _revisions, ...columns } = message
  const row = {
    ...columns,
    id,
    conversationKey: target.key,
    parentKey: parent.key,
    depth: parent.depth + 1,
    shown: isShown ? 1 : 0,
    timeKey: nextTimeKey(db, message.createdAt),
  }
  const key = Number(statement<[typeof row]>(db, insertSql).run(row).lastInsertRowid)
  if (message.revisions.length > 0) insertRevisions(db, key, message)
  written.set(message.id, { key, depth: row.depth })
  return true
}

/**
 * Writes those messages of a conversation that it lacks, parents before their children. What stands below a message
 * that was deleted here is left out. Answers with those that were written.
 */
export function importMessages(
  db: Connection,
  target: Target,
  messages: readonly PortableMessage[],
): readonly PortableMessage[] {
  const written: Written = new Map()
  return messages.filter((message) => importMessage(db, target, message, written))
}
