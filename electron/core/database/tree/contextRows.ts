import type { MessageId } from '../../../../shared/contract/base.ts'
import type { SizedMessage } from '../../../../shared/contextPlan.ts'
import type { Connection } from '../connection.ts'
import { statement } from '../statement.ts'

/** A message that a request may take along. */
export interface ContextMessage extends SizedMessage {
  readonly id: MessageId
}

interface PlainRow extends Omit<ContextMessage, 'altered'> {
  readonly altered: number
}

/** The last `limit` messages that say something on the path that ends in a message, oldest first. */
export function contextEndingIn(db: Connection, key: number, limit: number): readonly ContextMessage[] {
  const sql = `
    WITH RECURSIVE path (key, parent_key) AS (
      SELECT key, parent_key FROM messages WHERE key = ?
      UNION ALL
      SELECT message.key, message.parent_key FROM path JOIN messages AS message ON message.key = path.parent_key
    )
    SELECT
      m.id, m.role, m.text, m.model_id AS modelId, m.input_tokens AS inputTokens, m.output_tokens AS outputTokens,
      (m.reasoning <> '' OR m.corrected_at IS NOT NULL) AS altered,
      (SELECT count(*) FROM requests WHERE message_id = m.id AND purpose = 'answer') AS requests
    FROM path CROSS JOIN messages AS m ON m.key = path.key WHERE m.text <> '' LIMIT ?`
  return statement<[number, number], PlainRow>(db, sql)
    .all(key, limit)
    .map((row) => ({ ...row, altered: row.altered === 1 }))
    .toReversed()
}
