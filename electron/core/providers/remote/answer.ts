import { bounds } from '../../../../shared/bounds.ts'
import type { FinishReason } from '../../../../shared/contract/conversations.ts'
import type { AnswerErrorCode } from '../../../../shared/errors.ts'
import { createBreather } from '../../async/breather.ts'
import type { ProviderPart } from '../provider.ts'
import { Fault } from './fault.ts'
import type { AnswerPiece } from './protocol.ts'
import { ReasoningTags } from './reasoningTags.ts'
import type { TaggedPiece } from './reasoningTags.ts'
import type { Wire } from './wire.ts'

type Usage = Extract<ProviderPart, { type: 'usage' }>

function isFinish(reason: FinishReason | AnswerErrorCode): reason is FinishReason {
  return reason === 'stop' || reason === 'length'
}

/** What an answer came to, once nothing more comes. */
class Outcome {
  #written = 0
  #thought = 0
  #end: Extract<AnswerPiece, { type: 'ended' }> | null = null
  #full = false
  usage: Usage | null = null

  /** More was written than an answer may have. */
  get full(): boolean {
    return this.#full
  }

  get ended(): boolean {
    return this.#end !== null
  }

  take(piece: AnswerPiece): void {
    if (piece.type === 'usage') this.usage = usageAfter(this.usage, piece)
    if (piece.type === 'ended') this.#end ??= piece
  }

  /** What of a piece has room: the text of an answer is bounded, and so is its reasoning. With more it is at its end. */
  bounded(piece: TaggedPiece): TaggedPiece {
    if (piece.type === 'text-was-reasoning') {
      this.#written -= piece.length
      this.#thought += piece.length
      return piece
    }
    const room = bounds.answerText.max - (piece.type === 'text' ? this.#written : this.#thought)
    const text =
      piece.text.length <= room ? piece.text : piece.text.slice(0, Math.max(room, 0)).toWellFormed()
    if (piece.type === 'text') this.#written += text.length
    else this.#thought += text.length
    this.#full = text.length < piece.text.length
    if (this.#full) this.take({ type: 'ended', reason: 'length' })
    return { ...piece, text }
  }

  /** `done`: the provider said that it had said all. @throws Fault when the answer failed */
  finishReason(done: boolean): FinishReason {
    const { reason, words = '' } = this.#end ?? { reason: done ? ('stop' as const) : ('NO_FINISH' as const) }
    if (!isFinish(reason)) throw new Fault(reason, { words })
    // The longest answer may be used up before a word of it is written; that is an end by length.
    if (this.#written === 0 && reason !== 'length') throw new Fault('EMPTY_ANSWER')
    return reason
  }
}

/** What is not counted anew stays as it was. */
function usageAfter(before: Usage | null, { inputTokens, outputTokens }: Omit<Usage, 'type'>): Usage {
  return {
    type: 'usage',
    inputTokens: inputTokens ?? before?.inputTokens ?? null,
    outputTokens: outputTokens ?? before?.outputTokens ?? null,
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

/** Text and reasoning in what a library gives, wherever the provider has put them. */
async function* tagged(
  pieces: AsyncIterable<AnswerPiece>,
  outcome: Outcome,
  wire: Wire,
): AsyncGenerator<TaggedPiece> {
  const tags = new ReasoningTags()
  const breathe = createBreather()
  try {
    for await (const piece of pieces) {
      outcome.take(piece)
      if (outcome.ended) wire.progress.expectEnd()
      if (piece.type === 'text' || piece.type === 'reasoning') wire.progress.sawText()
      if (piece.type === 'text') yield* tags.push(piece.text)
      if (piece.type === 'reasoning') {
        tags.sawReasoning()
        yield piece
      }
      const rest = breathe()
      if (rest) await rest
    }
  } catch (error) {
    yield* tags.end()
    throw error
  }
  yield* tags.end()
}

/**
 * Turns one attempt into parts, the last of which is `finish`.
 * @throws Fault when it failed, with the text that came before already given
 */
export async function* partsOf(pieces: AsyncIterable<AnswerPiece>, wire: Wire): AsyncGenerator<ProviderPart> {
  const outcome = new Outcome()
  let failure: Fault | null = null
  try {
    for await (const piece of tagged(pieces, outcome, wire)) {
      const given = outcome.bounded(piece)
      if (given.type === 'text-was-reasoning' || given.text !== '') yield given
      if (outcome.full) break
    }
  } catch (error) {
    failure = faultOf(error, wire)
  }
  // An answer that has said how it ended is whole, however its connection ends.
  failure ??= wire.fault
  if (outcome.usage) yield outcome.usage
  if (failure && !outcome.ended) throw failure
  yield { type: 'finish', reason: outcome.finishReason(wire.progress.done) }
}
