import type { Connection } from '../connection.ts'
import type { AnswerEnd, AnswerOutcome, EndedAnswer } from '../records.ts'
import { statement } from '../statement.ts'

/*
 * Answers that are gone on with: what they were before, and what they are after.
 */

/** An answer as it was before it was gone on with. */
export interface FormerAnswer extends AnswerOutcome {
  /** How long its text was, in UTF-16 code units. */
  readonly length: number
}

const outcomeColumns = `
  state, error_code AS errorCode, error_details AS errorDetails, finished_at AS finishedAt,
  coalesce(finish_reason, stop_reason) AS finishReason,
  input_tokens AS inputTokens, output_tokens AS outputTokens`

/** How an answer that has ended stands. */
export function outcomeOf(db: Connection, key: number): AnswerOutcome | undefined {
  const sql = `SELECT ${outcomeColumns} FROM messages WHERE key = ? AND role = 'assistant' AND state <> 'streaming'`
  return statement<[number], AnswerOutcome>(db, sql).get(key)
}

/** Text is there and the model had not finished: it was cut by its longest length, or in the middle. */
export function canGoOn({ finishReason, state }: AnswerOutcome, text: string): boolean {
  return text !== '' && (state === 'complete' ? finishReason === 'length' : true)
}

/** Keeps what an answer is before it is written again. */
export function keepFormer(db: Connection, key: number, length: number): void {
  const sql = `
    INSERT INTO continued_answers (message_key, text_length, state, error_code, finished_at, finish_reason, stop_reason)
    SELECT key, ?, state, error_code, finished_at, finish_reason, stop_reason FROM messages WHERE key = ?`
  statement<[number, number]>(db, sql).run(length, key)
}

/** What an answer that is being written was before; undefined for one that is new. It is forgotten with that. */
export function takeFormer(db: Connection, key: number): FormerAnswer | undefined {
  const sql = `
    SELECT c.text_length AS length, c.state, c.error_code AS errorCode, m.error_details AS errorDetails,
      c.finished_at AS finishedAt,
      coalesce(c.finish_reason, c.stop_reason) AS finishReason, m.input_tokens AS inputTokens, m.output_tokens AS outputTokens
    FROM continued_answers AS c JOIN messages AS m ON m.key = c.message_key WHERE c.message_key = ?`
  const former = statement<[number], FormerAnswer>(db, sql).get(key)
  statement<[number]>(db, 'DELETE FROM continued_answers WHERE message_key = ?').run(key)
  return former
}

function sum(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : one + other
}

type Ended = Pick<AnswerEnd, keyof AnswerOutcome | 'text'>

/**
 * What an answer is after it was written. One that was gone on with counts the tokens of all its parts; where no text
 * came before that failed or was stopped, it is what it was.
 */
export function outcomeAfter(former: FormerAnswer | undefined, ended: Ended): EndedAnswer {
  const { text, ...end } = ended
  const { errorCode, errorDetails, finishReason, finishedAt, state } = end
  if (!former) return { ...end, putBack: false }
  const { length, ...before } = former
  if (state !== 'complete' && text.length <= length) return { ...before, putBack: true }
  return {
    state,
    errorCode,
    errorDetails,
    finishedAt,
    finishReason,
    inputTokens: sum(before.inputTokens, end.inputTokens),
    outputTokens: sum(before.outputTokens, end.outputTokens),
    putBack: false,
  }
}
