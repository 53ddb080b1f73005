import type { SearchFilters } from '../../../../shared/contract/search.ts'
import type { Connection } from '../connection.ts'
import {
  conversationColumns,
  conversationOf,
  type ConversationRow,
  type PlainConversationRow,
} from '../list/conversations.ts'
import { inFolder } from './messageWords.ts'
import { statement } from '../statement.ts'

/** Of so many titles that match, the latest ones are shown. */
const looked = 1_000

/** The conversations whose titles match, the latest first. */
export function titledHits(
  db: Connection,
  match: string,
  filters: Pick<SearchFilters, 'from' | 'before'> & { readonly folderKey: number | null },
  limit: number,
): readonly ConversationRow[] {
  const sql = `
    SELECT ${conversationColumns} FROM conversations AS c
    WHERE key IN (
        SELECT rowid FROM conversation_words WHERE conversation_words MATCH @match
        ORDER BY rowid DESC LIMIT ${looked}
      )
      AND deleted_at IS NULL AND ${inFolder}
      AND (@from IS NULL OR updated_at >= @from) AND (@before IS NULL OR created_at < @before)
    ORDER BY updated_at DESC, key DESC LIMIT @limit`
  const { before, folderKey, from } = filters
  const parameters = { match, folderKey, from, before, limit }
  return statement<[typeof parameters], PlainConversationRow>(db, sql).all(parameters).map(conversationOf)
}
