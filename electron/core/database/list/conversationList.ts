import type { ListPlace } from '../../../../shared/contract/conversations.ts'
import { placeOfFuture, presentUntil } from '../../../../shared/futureTimes.ts'
import type { Connection } from '../connection.ts'
import {
  conversationColumns,
  conversationOf,
  type ConversationRow,
  type PlainConversationRow,
} from './conversations.ts'
import { folderById } from './folders.ts'
import { statement } from '../statement.ts'

/** Where a page of a list begins: after this conversation. */
export interface PagePlace {
  readonly updatedAt: number
  readonly key: number
}

/** Each place has an index of its own (migration 003), of which these conditions are the words. */
const conditions: Readonly<Record<ListPlace['kind'], string>> = {
  recent: 'archived_at IS NULL AND pinned_at IS NULL AND folder_key IS NULL',
  pinned: 'archived_at IS NULL AND pinned_at IS NOT NULL',
  folder: 'archived_at IS NULL AND pinned_at IS NULL AND folder_key IS NOT NULL AND folder_key = @folderKey',
  archived: 'archived_at IS NOT NULL',
}

/** Times of a list, in epoch milliseconds: later than `after`, and no later than `upTo`. */
interface Stretch {
  readonly after: number
  readonly upTo: number
}

/** The list from its top: what is of the last day, what a wrong clock has dated ahead of now, what is older. */
function stretchesAt(now: number): readonly Stretch[] {
  const [present, future] = [presentUntil(now), placeOfFuture(now)]
  return [
    { after: future, upTo: present },
    { after: present, upTo: Number.MAX_SAFE_INTEGER - 1 },
    { after: Number.MIN_SAFE_INTEGER, upTo: future },
  ]
}

interface Page extends PagePlace {
  readonly later: number
  readonly limit: number
  readonly folderKey: number | null
}

/**
 * Conversations of a place, newest first, after one of them. What is dated ahead of `now` (epoch milliseconds) stands
 * below what was written in the day before it.
 * @throws CallError `FOLDER_NOT_FOUND`
 */
export function conversationsAfter(
  db: Connection,
  place: ListPlace,
  after: PagePlace | null,
  limit: number,
  now: number,
): readonly ConversationRow[] {
  const folderKey = place.kind === 'folder' ? folderById(db, place.folderId).key : null
  const sql = `
    SELECT ${conversationColumns} FROM conversations
    WHERE deleted_at IS NULL AND ${conditions[place.kind]}
      AND updated_at > @later AND (updated_at, key) < (@updatedAt, @key)
    ORDER BY updated_at DESC, key DESC LIMIT @limit`
  const select = statement<[Page], PlainConversationRow>(db, sql)
  const stretches = stretchesAt(now)
  const isIn = (one: Stretch): boolean =>
    after !== null && after.updatedAt > one.after && after.updatedAt <= one.upTo
  const first = Math.max(stretches.findIndex(isIn), 0)
  const rows: PlainConversationRow[] = []
  for (const [index, { after: later, upTo }] of stretches.slice(first).entries()) {
    const from = index === 0 && after ? after : { updatedAt: upTo + 1, key: 0 }
    if (rows.length < limit)
      rows.push(...select.all({ ...from, later, limit: limit - rows.length, folderKey }))
  }
  return rows.map(conversationOf)
}
