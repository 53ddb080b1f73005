import type {
  IncomingConversation,
  PortableFolder,
  PortableHead,
  IncomingMessage,
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
import { MessageBatch, type Target } from './importedMessages.ts'
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

/** A conversation whose messages are in a batch that is not written yet. */
interface Begun {
  readonly key: number
  readonly isNew: boolean
  readonly written: readonly IncomingMessage[]
}

function show(db: Connection, { isNew, key, written }: Begun): ImportOutcome {
  const messages = written.length
  if (isNew) {
    showConversation(db, key, shownEnd(db, key))
    return { outcome: 'added', messages }
  }
  if (messages === 0) return { outcome: 'unchanged', messages }
  const newest = written.reduce((time, { createdAt }) => Math.max(time, createdAt), 0)
  growConversation(db, key, shownEnd(db, key), newest)
  return { outcome: 'updated', messages }
}

/** Writes conversations, or what they lack. Answers with what became of each. */
export function importConversations(
  db: Connection,
  conversations: readonly IncomingConversation[],
): readonly ImportOutcome[] {
  const batch = new MessageBatch(db)
  const keys = new Map<PortableHead['id'], number>()
  const begun = conversations.map(({ messages, ...head }): Begun => {
    // A file may have a conversation twice.
    const known = keys.get(head.id) ?? keyInTheWay(db, head.id)
    const isNew = known === null
    const key = known ?? insertHidden(db, head)
    keys.set(head.id, key)
    return { key, isNew, written: batch.add({ key, id: head.id, isNew }, messages) }
  })
  batch.write()
  return begun.map((conversation) => show(db, conversation))
}

/** Begins a conversation that is written over several transactions; null when it is here already. */
export function beginImport(db: Connection, head: PortableHead): Target | null {
  if (keyInTheWay(db, head.id) !== null) return null
  const key = insertHidden(db, head)
  addUnfinished(db, key)
  return { key, id: head.id, isNew: true }
}

export function continueImport(db: Connection, target: Target, messages: readonly IncomingMessage[]): void {
  const batch = new MessageBatch(db)
  batch.add(target, messages)
  batch.write()
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
