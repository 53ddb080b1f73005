import type { MessageId, ModelId } from '../../../../shared/contract/base.ts'
import { chargeForTitle } from './budget.ts'
import type { Connection } from '../connection.ts'
import { contentOf, findPlace } from '../tree/messages.ts'
import { endRequest, insertRequest, requestUnderWay, type RequestEnd } from './requests.ts'
import { statement } from '../statement.ts'

/** What a title is made of. */
export interface TitleSubject {
  readonly question: string
  readonly answer: string
}

/** The one complete answer of a conversation that still has its first title; undefined for any other message. */
function titleable(db: Connection, answerId: MessageId) {
  const sql = `
    SELECT m.key, m.parent_key AS parentKey, m.model_id AS modelId, m.model_name AS modelName
    FROM messages AS m JOIN conversations AS c ON c.key = m.conversation_key
    WHERE m.id = ? AND m.state = 'complete' AND m.role = 'assistant' AND m.deleted_at IS NULL
      AND c.title_source = 'first' AND c.deleted_at IS NULL
      AND (SELECT count(*) FROM messages AS other
           WHERE other.conversation_key = c.key AND other.role = 'assistant' AND other.state = 'complete') = 1`
  return statement<
    [MessageId],
    {
      readonly key: number
      readonly parentKey: number
      readonly modelId: ModelId
      readonly modelName: string
    }
  >(db, sql).get(answerId)
}

/** Begins to ask for a title after the first answer of a conversation; null where none is to be asked for. */
export function startTitle(db: Connection, answerId: MessageId, startedAt: number): TitleSubject | null {
  const found = titleable(db, answerId)
  if (!found) return null
  const { modelId, modelName } = found
  const charge = chargeForTitle(db, modelId)
  if (!charge) return null
  const request = {
    messageId: answerId,
    purpose: 'title',
    modelId,
    modelName,
    startedAt,
    textFrom: 0,
  } as const
  insertRequest(db, { ...request, ...charge })
  return { question: contentOf(db, found.parentKey).text, answer: contentOf(db, found.key).text }
}

/**
 * Ends the request for a title and gives the conversation that title, unless somebody has given it one meanwhile or
 * `title` is null. Answers whether the title was changed.
 */
export function finishTitle(
  db: Connection,
  answerId: MessageId,
  title: string | null,
  end: RequestEnd,
): boolean {
  const request = requestUnderWay(db, answerId, 'title')
  if (!request) return false
  endRequest(db, request, end)
  const place = findPlace(db, answerId)
  if (!place || title === null) return false
  const sql = `UPDATE conversations SET title = ?, title_source = 'model' WHERE key = ? AND title_source = 'first'`
  return statement<[string, number]>(db, sql).run(title, place.conversationKey).changes > 0
}
