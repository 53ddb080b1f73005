import type { SearchFilters } from '../../../../shared/contract/search.ts'
import { presentUntil } from '../../../../shared/futureTimes.ts'
import type { Connection } from '../connection.ts'
import {
  conversationColumns,
  conversationOf,
  type ConversationRow,
  type PlainConversationRow,
} from '../list/conversations.ts'
import { inFolder } from './messageWords.ts'
import { statement } from '../statement.ts'

/**
 * The conversations whose titles match and that pass the filters, the latest first, those dated ahead of now last. All that match are looked at:
 * 10 ms where a word stands in 50,000 titles.
 */
export function titledHits(
  db: Connection,
  match: string,
  filters: Pick<SearchFilters, 'from' | 'before'> & { readonly folderKey: number | null },
  limit: number,
  now = Date.now(),
): readonly ConversationRow[] {
  const sql = `
    SELECT ${conversationColumns} FROM conversations
    WHERE key IN (
      SELECT c.key FROM conversation_words AS w CROSS JOIN conversations AS c ON c.key = w.rowid
      WHERE conversation_words MATCH @match AND c.deleted_at IS NULL AND ${inFolder}
        AND (@from IS NULL OR c.updated_at >= @from) AND (@before IS NULL OR c.created_at < @before)
      ORDER BY c.updated_at > @present, c.updated_at DESC, c.key DESC LIMIT @limit
    )
    ORDER BY updated_at > @present, updated_at DESC, key DESC`
  const { before, folderKey, from } = filters
  const parameters = { match, folderKey, from, before, limit, present: presentUntil(now) }
  return statement<[typeof parameters], PlainConversationRow>(db, sql).all(parameters).map(conversationOf)
}
