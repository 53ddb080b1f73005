import type { MessageId } from '../../../../shared/contract/base.ts'
import { endAnswerRequest } from '../usage/answerRequests.ts'
import { interruptRequests } from '../usage/requests.ts'
import { appendChunk, chunkText, cutChunks, deleteChunks, keptLength } from './answerChunks.ts'
import type { Connection } from '../connection.ts'
import { outcomeAfter, outcomeOf, takeFormer } from './continuations.ts'
import { contentOf, endAnswer, placeById, streamingKeys } from './messages.ts'
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
  if (answer.state !== 'streaming' || text === '') return
  appendChunk(db, 'answer_chunks', answer.key, { position: offset, text })
}

/** Keeps what was added to the reasoning before an answer. */
export function checkpointReasoning(db: Connection, answerId: MessageId, text: string): void {
  const answer = placeById(db, answerId)
  if (answer.state === 'streaming') keepReasoning(db, answer.key, text)
}

function keepReasoning(db: Connection, key: number, text: string): void {
  if (text === '') return
  appendChunk(db, 'reasoning_chunks', key, { position: keptLength(db, 'reasoning_chunks', key), text })
}

/** What is kept of the text from `offset` on was reasoning. */
export function moveToReasoning(db: Connection, answerId: MessageId, offset: number): void {
  const { key, state } = placeById(db, answerId)
  if (state !== 'streaming') return
  const text = chunkText(db, 'answer_chunks', key, offset)
  cutChunks(db, 'answer_chunks', key, offset)
  keepReasoning(db, key, text)
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
    const reasoning = contentOf(db, key).reasoning + chunkText(db, 'reasoning_chunks', key)
    const uncounted = { finishReason: null, inputTokens: null, outputTokens: null }
    const nothingWrong = { errorCode: null, errorDetails: null }
    const text = chunkText(db, 'answer_chunks', key)
    putEnd(db, key, reasoning, { text, state: 'interrupted', ...nothingWrong, finishedAt, ...uncounted })
  }
  interruptRequests(db)
  return keys.length
}
