import type { MessageId, ModelId } from '../../../../shared/contract/base.ts'
import { estimateTokens } from '../../../../shared/tokenEstimate.ts'
import { chargeForAnswer } from './budget.ts'
import type { Connection } from '../connection.ts'
import type { AnswerEnd } from '../records.ts'
import { endRequest, insertRequest, recordContent, requestUnderWay, type RequestEnd } from './requests.ts'

/*
 * The records of the requests that write answers. Called within the transactions of a turn: a request is recorded
 * as begun with the answer that it writes, and ended and charged with it.
 */

export interface AskedAnswer {
  readonly id: MessageId
  readonly modelId: ModelId
  readonly modelName: string
  readonly startedAt: number
  /** How much of it is there already, in UTF-16 code units. */
  readonly textFrom: number
}

/** @throws CallError `BUDGET_SPENT` when the budget does not cover it */
export function requestAnswer(db: Connection, { id, ...asked }: AskedAnswer): void {
  insertRequest(db, {
    ...asked,
    messageId: id,
    purpose: 'answer',
    ...chargeForAnswer(db, asked.modelId),
  })
}

type Counted = Pick<RequestEnd, 'inputTokens' | 'outputTokens' | 'estimated'>

/** As the provider counted, else by our estimate; nothing where nothing was answered. */
function counted(end: AnswerEnd, textFrom: number): Counted {
  const { inputTokens, outputTokens, reasoning, text } = end
  if (inputTokens !== null && outputTokens !== null) return { inputTokens, outputTokens, estimated: false }
  const written = estimateTokens(text.slice(textFrom)) + (textFrom === 0 ? estimateTokens(reasoning) : 0)
  const answered = end.state === 'complete' || written > 0
  if (!answered) return { inputTokens, outputTokens, estimated: false }
  return {
    inputTokens: inputTokens ?? end.estimatedInputTokens ?? 0,
    outputTokens: outputTokens ?? written,
    estimated: true,
  }
}

/** Ends and charges the request that wrote an answer. */
export function endAnswerRequest(db: Connection, end: AnswerEnd): void {
  const request = requestUnderWay(db, end.answerId, 'answer')
  if (!request) return
  if (end.sent) recordContent(db, request.key, end.sent)
  const { errorCode, finishedAt, state } = end
  endRequest(db, request, { state, errorCode, finishedAt, ...counted(end, request.textFrom) })
}
