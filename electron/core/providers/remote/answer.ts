import type { FinishReason } from '../../../../shared/contract/conversations.ts'
import type { AnswerErrorCode } from '../../../../shared/errors.ts'
import type { ProviderPart } from '../provider.ts'
import { Fault } from './fault.ts'
import type { AnswerPiece } from './protocol.ts'
import type { Wire } from './wire.ts'

type LastPart = Extract<ProviderPart, { type: 'finish' | 'error' }>

function isFinish(reason: FinishReason | AnswerErrorCode): reason is FinishReason {
  return reason === 'stop' || reason === 'length'
}

/** What an answer came to, once nothing more comes. */
class Outcome {
  #written = false
  #thought = false
  #reason: FinishReason | AnswerErrorCode | null = null
  usage: Extract<ProviderPart, { type: 'usage' }> | null = null

  get ended(): boolean {
    return this.#reason !== null
  }

  take(piece: AnswerPiece): void {
    if (piece.type === 'text') this.#written = true
    if (piece.type === 'reasoning') this.#thought = true
    if (piece.type === 'usage') this.usage = piece
    if (piece.type === 'ended') this.#reason ??= piece.reason
  }

  lastPart(): LastPart {
    const reason = this.#reason
    if (reason === null) return { type: 'error', code: 'NO_FINISH' }
    if (!isFinish(reason)) return { type: 'error', code: reason }
    // Thinking may use up the longest answer before a word of it is written; that is an end by length.
    const excused = reason === 'length' && this.#thought
    return this.#written || excused ? { type: 'finish', reason } : { type: 'error', code: 'EMPTY_ANSWER' }
  }
}

/**
 * What a failure of a library means. What happened on the wire counts first. Without that, a library that fails after
 * an answer began has met values that its protocol does not have; one that fails before is a defect of ours.
 */
export function faultOf(error: unknown, wire: Wire): Fault {
  if (wire.fault) return wire.fault
  if (error instanceof Fault) return error
  return new Fault(wire.answered ? 'BAD_RESPONSE' : 'INTERNAL', { cause: error })
}

/**
 * Turns one attempt into parts, the last of which is `finish` or `error`.
 * @throws Fault when it failed, with the text that came before already given
 */
export async function* partsOf(pieces: AsyncIterable<AnswerPiece>, wire: Wire): AsyncGenerator<ProviderPart> {
  const outcome = new Outcome()
  let failure: Fault | null = null
  try {
    for await (const piece of pieces) {
      outcome.take(piece)
      if (outcome.ended) wire.expectEnd()
      if (piece.type === 'text' || piece.type === 'reasoning') yield piece
    }
  } catch (error) {
    failure = faultOf(error, wire)
  }
  // An answer that has said how it ended is whole, however its connection ends.
  failure ??= wire.fault
  if (outcome.usage) yield outcome.usage
  if (failure && !outcome.ended) throw failure
  yield outcome.lastPart()
}
