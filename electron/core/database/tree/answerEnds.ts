import type { MessageId } from '../../../../shared/contract/base.ts'
import { endAnswerRequest } from '../usage/answerRequests.ts'
import { interruptRequests } from '../usage/requests.ts'
import { answerText, appendChunk, deleteChunks } from './answerChunks.ts'
import type { Connection } from '../connection.ts'
import { outcomeAfter, outcomeOf, takeFormer } from './continuations.ts'
import { appendReasoning, contentOf, endAnswer, placeById, streamingKeys } from './messages.ts'
import type { AnswerEnd, AnswerOutcome, EndedAnswer } from '../records.ts'

/*
 * What is kept of an answer while it is written, and how it ends. Each exported function is the body of one
 * transaction, as in turns.ts.
 */

/** Keeps what was added to an answer. One that has ended already stays as it is. */
export function checkpointAnswer(
  db: Connection,
  answerId: AnswerEnd['answerId'],
  offset: number,
  text: string,
): void {
  const answer = placeById(db, answerId)
  if (answer.state === 'streaming' && text !== '') appendChunk(db, answer.key, offset, text)
}

/** Keeps what was added to the reasoning before an answer. */
export function checkpointReasoning(db: Connection, answerId: MessageId, text: string): void {
  const { key } = placeById(db, answerId)
  if (text !== '') appendReasoning(db, key, text)
}

/** Ends an answer. One that has ended already stays as it is. */
export function finishAnswer(db: Connection, end: AnswerEnd): EndedAnswer {
  const { key } = placeById(db, end.answerId)
  const before = outcomeOf(db, key)
  if (before) return { ...before, putBack: false }
  const { answerId: _answerId, estimatedInputTokens: _estimate, sent: _sent, reasoning, ...ended } = end
  const after = putEnd(db, key, reasoning, ended)
  endAnswerRequest(db, end)
  return after
}

/** Writes how an answer ended, which may be as it had ended before it was gone on with. */
function putEnd(
  db: Connection,
  key: number,
  reasoning: string,
  ended: AnswerOutcome & { readonly text: string },
): EndedAnswer {
  const after = outcomeAfter(takeFormer(db, key), ended)
  const { putBack: _putBack, ...outcome } = after
  endAnswer(db, { key, text: ended.text, reasoning, ...outcome })
  deleteChunks(db, key)
  return after
}

/** Ends what a process left unfinished with the text it had kept. Answers how many answers there were. */
export function interruptUnfinished(db: Connection, finishedAt: number): number {
  const keys = streamingKeys(db)
  for (const key of keys) {
    const { reasoning } = contentOf(db, key)
    const uncounted = { finishReason: null, inputTokens: null, outputTokens: null }
    const text = answerText(db, key)
    putEnd(db, key, reasoning, { text, state: 'interrupted', errorCode: null, finishedAt, ...uncounted })
  }
  interruptRequests(db)
  return keys.length
}
