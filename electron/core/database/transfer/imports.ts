import type {
  PortableConversation,
  PortableFolder,
  PortableHead,
  PortableMessage,
} from '../../transfer/portable.ts'
import type { Connection } from '../connection.ts'
import { addFolder } from '../list/folders.ts'
import {
  findConversation,
  insertHidden,
  removeConversation,
  showConversation,
  growConversation,
} from './importedConversations.ts'
import { importMessages, type Target } from './importedMessages.ts'
import { endWritingMuch } from './writingMuch.ts'
import { rootKeyOf } from '../tree/messages.ts'
import { shownEndBelow } from '../tree/paths.ts'
import { statement } from '../statement.ts'
import { addUnfinished, removeUnfinished, unfinishedKeys } from './unfinishedImports.ts'

/*
 * What an import writes, over several tables. Each exported function is the body of one transaction, as in turns.ts.
 * A chat that fits one transaction is written in it. A longer one is hidden, and noted as unfinished, until its last.
 */

export interface ImportOutcome {
  readonly outcome: 'added' | 'updated' | 'unchanged'
  /** How many messages were written. */
  readonly messages: number
}

function isTopFolder(db: Connection, id: PortableFolder['id']): boolean {
  const sql = 'SELECT 1 FROM folders WHERE id = ? AND parent_key IS NULL'
  return statement<[string], unknown>(db, sql).get(id) !== undefined
}

/** Adds a folder unless it is there: in the one it was in, where that is one that can hold folders. */
export function importFolder(db: Connection, folder: PortableFolder): void {
  const { parentId } = folder
  addFolder(db, { ...folder, parentId: parentId !== null && isTopFolder(db, parentId) ? parentId : null })
}

/** A conversation of that id that was deleted and could still be brought back gives way to the one of the file. */
function keyInTheWay(db: Connection, id: PortableHead['id']): number | null {
  const found = findConversation(db, id)
  if (!found) return null
  if (found.deletedAt === null) return found.key
  removeConversation(db, found.key)
  return null
}

/** The last message of the path that is shown; null where nothing is. */
function shownEnd(db: Connection, key: number): number | null {
  const root = rootKeyOf(key)
  const end = shownEndBelow(db, root)
  return end === root ? null : end
}

/** Adds what a conversation that is here lacks. */
function update(db: Connection, key: number, { id, messages }: PortableConversation): ImportOutcome {
  const written = importMessages(db, { key, id, isNew: false }, messages)
  if (written.length === 0) return { outcome: 'unchanged', messages: 0 }
  const newest = written.reduce((time, { createdAt }) => Math.max(time, createdAt), 0)
  growConversation(db, key, shownEnd(db, key), newest)
  return { outcome: 'updated', messages: written.length }
}

/** Writes a conversation, or what it lacks. */
export function importConversation(db: Connection, conversation: PortableConversation): ImportOutcome {
  const { messages, ...head } = conversation
  const known = keyInTheWay(db, conversation.id)
  if (known !== null) return update(db, known, conversation)
  const key = insertHidden(db, head)
  importMessages(db, { key, id: head.id, isNew: true }, messages)
  showConversation(db, key, shownEnd(db, key))
  return { outcome: 'added', messages: messages.length }
}

/** Begins a conversation that is written over several transactions; null when it is here already. */
export function beginImport(db: Connection, head: PortableHead): Target | null {
  if (keyInTheWay(db, head.id) !== null) return null
  const key = insertHidden(db, head)
  addUnfinished(db, key)
  return { key, id: head.id, isNew: true }
}

export function continueImport(db: Connection, target: Target, messages: readonly PortableMessage[]): void {
  importMessages(db, target, messages)
}

/** The conversation is whole. */
export function endImport(db: Connection, { key }: Target): void {
  removeUnfinished(db, key)
  showConversation(db, key, shownEnd(db, key))
}

/** Removes conversations that were begun and not ended, and ends whatever else an import had set. Answers how many. */
export function removeUnfinishedImports(db: Connection): number {
  endWritingMuch(db)
  const keys = unfinishedKeys(db)
  for (const key of keys) removeConversation(db, key)
  return keys.length
}
