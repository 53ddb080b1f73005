import type { MessageId } from '../../../../shared/contract/base.ts'
import type { SizedMessage } from '../../../../shared/contextPlan.ts'
import type { Connection } from '../connection.ts'
import { statement } from '../statement.ts'

/** A message that a request may take along. */
export interface ContextMessage extends SizedMessage {
  readonly id: MessageId
}

interface PlainRow extends Omit<ContextMessage, 'ofOneRequest' | 'reasoned' | 'sent'> {
  readonly ofOneRequest: number
  readonly reasoned: number
  readonly startedAt: number | null
  readonly sentFrom: number | null
  readonly systemMark: string | null
}

function contextMessage({ sentFrom, startedAt, systemMark, ...row }: PlainRow): ContextMessage {
  const recorded = sentFrom !== null && systemMark !== null && startedAt !== null
  const sent = recorded ? { from: sentFrom, systemMark, startedAt } : null
  return { ...row, ofOneRequest: row.ofOneRequest === 1, reasoned: row.reasoned === 1, sent }
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
      m.id, m.role, m.text, m.time_key AS timeKey, m.model_id AS modelId, m.input_tokens AS inputTokens,
      m.output_tokens AS outputTokens, m.reasoning <> '' AS reasoned, m.corrected_at AS correctedAt,
      (SELECT count(*) = 1 AND max(text_from) = 0 FROM requests
       WHERE message_id = m.id AND purpose = 'answer') AS ofOneRequest,
      request.started_at AS startedAt, request.sent_from AS sentFrom, request.system_mark AS systemMark
    FROM path CROSS JOIN messages AS m ON m.key = path.key LEFT JOIN requests AS request
      ON request.key = (SELECT max(key) FROM requests WHERE message_id = m.id AND purpose = 'answer')
    WHERE m.text <> '' LIMIT ?`
  return statement<[number, number], PlainRow>(db, sql).all(key, limit).map(contextMessage).toReversed()
}
