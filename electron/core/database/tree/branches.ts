import type { ConversationId, MessageId } from '../../../../shared/contract/base.ts'
import type { Deletion, Revision } from '../../../../shared/contract/messages.ts'
import { newId } from '../../../../shared/newId.ts'
import { CallError } from '../../callError.ts'
import type { Connection } from '../connection.ts'
import {
  conversationById,
  copyConversation,
  hide,
  setHead,
  visibleConversationId,
  type ConversationRow,
} from '../list/conversations.ts'
import { replaceEditDraft } from './editDrafts.ts'
import {
  contentOf,
  hideShownChild,
  isStreaming,
  placeById,
  placeInConversation,
  rootKeyOf,
  type MessagePlace,
} from './messages.ts'
import { keysTo, shownEndBelow, showPathTo } from './paths.ts'
import { copyRevisions, reviseMessage, revisionsOf } from './revisions.ts'
import { statement } from '../statement.ts'
import { nextTimeKey } from './timeKeys.ts'

/*
 * What is done to a tree besides adding to its end. Each exported function is the body of one transaction, as in
 * turns.ts.
 */

const subtree = `
  WITH RECURSIVE subtree (key) AS (
    VALUES (@key)
    UNION ALL
    SELECT m.key FROM subtree JOIN messages AS m ON m.parent_key = subtree.key
  )`

interface Found {
  readonly conversation: ConversationRow
  readonly message: MessagePlace
}

function find(db: Connection, id: ConversationId, message: MessageId): Found {
  const conversation = conversationById(db, id)
  return { conversation, message: placeInConversation(db, message, conversation.key) }
}

function refuseWhileStreaming(db: Connection, conversationKey: number): void {
  if (isStreaming(db, conversationKey)) throw new CallError('ANSWER_RUNNING')
}

/** The path that is shown is the one that leads down from the root along what is shown. */
function showFromRoot(db: Connection, conversationKey: number): void {
  setHead(db, conversationKey, shownEndBelow(db, rootKeyOf(conversationKey)))
}

/** Makes the path lead through a message, and on along what was last shown below it. */
export function showMessage(db: Connection, id: ConversationId, messageId: MessageId): void {
  const { conversation, message } = find(db, id, messageId)
  showPathTo(db, message.key)
  showFromRoot(db, conversation.key)
}

/** Keeps what is typed in the text box of a message; null forgets it. */
export function saveEditDraft(
  db: Connection,
  id: ConversationId,
  messageId: MessageId,
  text: string | null,
): void {
  replaceEditDraft(db, find(db, id, messageId).message.key, text)
}

/**
 * Replaces the text of a message and keeps the former one, unless they are the same. What was typed for it is used up.
 */
export function correctMessage(
  db: Connection,
  id: ConversationId,
  messageId: MessageId,
  correction: { readonly text: string; readonly at: number },
): void {
  const { message } = find(db, id, messageId)
  if (message.state === 'streaming') throw new CallError('ANSWER_RUNNING')
  replaceEditDraft(db, message.key, null)
  if (contentOf(db, message.key).text === correction.text) return
  reviseMessage(db, message.key, correction.text, correction.at)
}

export function messageRevisions(
  db: Connection,
  id: ConversationId,
  messageId: MessageId,
): readonly Revision[] {
  return revisionsOf(db, find(db, id, messageId).message.key)
}

function countBelow(db: Connection, key: number): number {
  const sql = `${subtree}
    SELECT count(*) AS count FROM subtree JOIN messages AS m ON m.key = subtree.key WHERE m.deleted_at IS NULL`
  return statement<[{ key: number }], { readonly count: number }>(db, sql).get({ key })?.count ?? 0
}

function countOf(db: Connection, conversationKey: number): number {
  const sql = `
    SELECT count(*) AS count FROM messages WHERE conversation_key = ? AND role <> 'root' AND deleted_at IS NULL`
  return statement<[number], { readonly count: number }>(db, sql).get(conversationKey)?.count ?? 0
}

function deletionOf(db: Connection, { conversation, message }: Found): Deletion {
  const messages = countBelow(db, message.key)
  return { messages, wholeConversation: messages === countOf(db, conversation.key) }
}

/** What deleting a message would take with it. */
export function deletionOfMessage(db: Connection, id: ConversationId, messageId: MessageId): Deletion {
  return deletionOf(db, find(db, id, messageId))
}

/** The version that takes the place of one that was taken away: the one before it, else the one after it. */
function showNeighbour(db: Connection, { key, parentKey }: MessagePlace): void {
  const sql = `
    SELECT key FROM messages WHERE parent_key = @parentKey AND deleted_at IS NULL
    ORDER BY key > @key, abs(key - @key) LIMIT 1`
  const row = { key, parentKey }
  const neighbour = statement<[typeof row], { readonly key: number }>(db, sql).get(row)
  if (neighbour) statement<[number]>(db, 'UPDATE messages SET shown = 1 WHERE key = ?').run(neighbour.key)
}

/**
 * Takes a message away with all below it, until `restoreMessage` or `deleteTakenBefore`. A conversation of which
 * nothing is left goes as a whole.
 */
export function deleteMessage(
  db: Connection,
  id: ConversationId,
  messageId: MessageId,
  deletedAt: number,
): Deletion {
  const found = find(db, id, messageId)
  const { conversation, message } = found
  refuseWhileStreaming(db, conversation.key)
  const deletion = deletionOf(db, found)
  if (deletion.wholeConversation) hide(db, conversation.key, deletedAt)
  else takeAway(db, message, deletedAt)
  return deletion
}

function takeAway(db: Connection, message: MessagePlace, deletedAt: number): void {
  const sql = `${subtree}
    UPDATE messages SET deleted_at = @deletedAt WHERE key IN (SELECT key FROM subtree) AND deleted_at IS NULL`
  const row = { key: message.key, deletedAt }
  statement<[typeof row]>(db, sql).run(row)
  const unshown = 'UPDATE messages SET shown = 0 WHERE key = ? AND shown = 1'
  const wasShown = statement<[number]>(db, unshown).run(message.key).changes > 0
  if (!wasShown) return
  showNeighbour(db, message)
  showFromRoot(db, message.conversationKey)
}

/** Brings back what `deleteMessage` took, and shows it. @throws CallError `MESSAGE_NOT_FOUND` when it is gone for good */
export function restoreMessage(db: Connection, id: ConversationId, messageId: MessageId): void {
  const conversation = conversationById(db, id)
  const message = placeById(db, messageId)
  const { deletedAt, parentKey } = message
  if (message.conversationKey !== conversation.key || deletedAt === null || parentKey === null)
    throw new CallError('MESSAGE_NOT_FOUND')
  refuseWhileStreaming(db, conversation.key)
  const sql = `${subtree}
    UPDATE messages SET deleted_at = NULL WHERE key IN (SELECT key FROM subtree) AND deleted_at = @deletedAt`
  const row = { key: message.key, deletedAt }
  statement<[typeof row]>(db, sql).run(row)
  hideShownChild(db, parentKey)
  showPathTo(db, message.key)
  showFromRoot(db, conversation.key)
}

/** Deletes for good the messages that were taken away before a time. Answers how many. */
export function deleteTakenBefore(db: Connection, time: number): number {
  return statement<[number]>(db, 'DELETE FROM messages WHERE deleted_at < ?').run(time).changes
}

const copySql = `
  INSERT INTO messages (
    id, conversation_key, parent_key, time_key, depth, role, shown, state, error_code, error_details, model_id,
    model_name, created_at, finished_at, corrected_at, finish_reason, input_tokens, output_tokens, reasoning, text
  )
  SELECT
    @id, @conversationKey, @parentKey, @timeKey, depth, role, 1, state, error_code, error_details, model_id,
    model_name, created_at, finished_at, corrected_at, finish_reason, input_tokens, output_tokens, reasoning, text
  FROM messages WHERE key = @from`

function createdAtOf(db: Connection, key: number): number {
  const sql = 'SELECT created_at AS createdAt FROM messages WHERE key = ?'
  return statement<[number], { readonly createdAt: number }>(db, sql).get(key)?.createdAt ?? 0
}

function copyBelow(db: Connection, from: number, conversationKey: number, parentKey: number): number {
  const timeKey = nextTimeKey(db, createdAtOf(db, from))
  const row = { id: newId(), conversationKey, parentKey, timeKey, from }
  const key = Number(statement<[typeof row]>(db, copySql).run(row).lastInsertRowid)
  copyRevisions(db, from, key)
  return key
}

/** Copies the path from the first message to one of them into a new conversation. Once for a `newId`. */
export function copyBranch(
  db: Connection,
  id: ConversationId,
  messageId: MessageId,
  copy: { readonly newId: ConversationId; readonly at: number },
): void {
  const { conversation, message } = find(db, id, messageId)
  if (message.state === 'streaming') throw new CallError('ANSWER_RUNNING')
  const key = copyConversation(db, conversation, copy)
  if (key === null) return
  const end = keysTo(db, message.key).reduce(
    (parentKey, from) => copyBelow(db, from, key, parentKey),
    rootKeyOf(key),
  )
  setHead(db, key, end)
}

/** The conversation that shows a message, or null where it, or the message, was taken away. */
export function conversationShowing(
  db: Connection,
  message: MessagePlace | undefined,
): ConversationId | null {
  return message && message.deletedAt === null ? visibleConversationId(db, message.conversationKey) : null
}
