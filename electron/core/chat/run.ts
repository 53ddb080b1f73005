import { bounds } from '../../../shared/bounds.ts'
import type { ConversationId, MessageId } from '../../../shared/contract/base.ts'
import type { FinishReason } from '../../../shared/contract/conversations.ts'
import type { Event } from '../../../shared/contract/events.ts'
import type { AnswerErrorCode } from '../../../shared/errors.ts'
import { withoutNul } from '../../../shared/withoutNul.ts'
import { GrowingText } from './growingText.ts'
import { CallError } from '../callError.ts'
import type { ProfileDatabase } from '../database/profileDatabase.ts'
import type { AnswerEnd, AnswerOutcome } from '../database/records.ts'
import type { Logger } from '../host.ts'
import type { ProviderPart } from '../providers/provider.ts'

/** Text is given to windows at most this often: one frame of a 60 Hz screen. The first at once. In milliseconds. */
const publishInterval = 16
/** Text waits at most this long for the disk. The promise is 250 ms; the rest is for a busy disk. In milliseconds. */
const checkpointInterval = 120
/** How often an end that the disk refused is tried again. In milliseconds. */
const saveRetryInterval = 5_000

export interface RunOptions {
  readonly conversationId: ConversationId
  readonly answerId: MessageId
  readonly database: ProfileDatabase
  readonly logger: Logger
  readonly publish: (event: Event) => void
  readonly now: () => number
  /** What an answer that is gone on with has so far. */
  readonly initial: { readonly text: string; readonly reasoning: string }
  readonly stream: (signal: AbortSignal) => AsyncIterable<ProviderPart>
  /** What was sent, and its tokens by our estimate; nothing as long as nothing was. */
  readonly sent?: () => Pick<AnswerEnd, 'estimatedInputTokens' | 'sent'>
}

type Outcome = Pick<AnswerOutcome, 'state' | 'errorCode' | 'errorDetails' | 'finishReason'>

const nothingWrong = { errorCode: null, errorDetails: null } as const
const failed = (errorCode: AnswerErrorCode, errorDetails: string | null = null): Outcome => ({
  state: 'failed',
  errorCode,
  errorDetails,
  finishReason: null,
})
const complete = (finishReason: FinishReason): Outcome => ({
  state: 'complete',
  ...nothingWrong,
  finishReason,
})

/** One answer on its way from a provider to the disk and to the windows. It starts by itself. */
export class Run {
  /** Settles when the end is on the disk, or when `abandon` gave up on that. Never rejects. */
  readonly saved: Promise<void>
  readonly #options: RunOptions
  readonly #abort = new AbortController()
  readonly #abandoned = new AbortController()
  readonly #text: GrowingText
  readonly #reasoning: GrowingText
  #publishedAt = -publishInterval
  #usage: Pick<AnswerOutcome, 'inputTokens' | 'outputTokens'> = { inputTokens: null, outputTokens: null }
  #end: AnswerOutcome | null = null
  #succeeded = false
  #failure: AnswerErrorCode | null = null
  #stopState: 'stopped' | 'interrupted' = 'stopped'
  #publishTimer: NodeJS.Timeout | null = null
  #checkpointTimer: NodeJS.Timeout | null = null
  #checkpointing = Promise.resolve()

  constructor(options: RunOptions) {
    this.#options = options
    this.#text = new GrowingText(options.initial.text)
    this.#reasoning = new GrowingText(options.initial.reasoning)
    this.saved = this.#run()
  }

  get conversationId(): ConversationId {
    return this.#options.conversationId
  }

  /** All text so far, ahead of the disk. */
  get text(): string {
    return this.#text.text
  }

  get reasoning(): string {
    return this.#reasoning.text
  }

  /** How the answer ended; null while it has not. */
  get end(): AnswerOutcome | null {
    return this.#end
  }

  /** The model has said all it had to say. */
  get succeeded(): boolean {
    return this.#succeeded
  }

  /** Ends the answer; what has arrived stays. Nothing happens once it has ended. */
  stop(state: 'stopped' | 'interrupted'): void {
    this.#stopState = state
    this.#abort.abort()
  }

  /** Gives up on an end that the disk keeps refusing: the profile is being closed. */
  abandon(): void {
    this.#abandoned.abort()
  }

  async #run(): Promise<void> {
    const outcome = await this.#consume()
    if (this.#publishTimer) clearTimeout(this.#publishTimer)
    if (this.#checkpointTimer) clearTimeout(this.#checkpointTimer)
    await this.#checkpointing
    this.#succeeded = outcome.state === 'complete'
    this.#end = { ...outcome, ...this.#usage, finishedAt: this.#options.now() }
    await this.#save(this.#end)
  }

  async #consume(): Promise<Outcome> {
    const { signal } = this.#abort
    try {
      for await (const part of this.#options.stream(signal)) {
        if (signal.aborted) break
        const outcome = this.#take(part)
        if (outcome) return outcome
      }
    } catch (error) {
      return failed(answerErrorOf(error, this.#options.logger))
    }
    if (this.#failure) return failed(this.#failure)
    if (signal.aborted) return { state: this.#stopState, ...nothingWrong, finishReason: null }
    return failed('NO_FINISH')
  }

  /** Takes one part; answers with the outcome when this was the last. */
  #take(part: ProviderPart): Outcome | null {
    switch (part.type) {
      case 'text':
        return this.#append(this.#text, part.text)
      case 'reasoning':
        return this.#append(this.#reasoning, part.text)
      case 'text-was-reasoning':
        this.#moveToReasoning(part.length)
        return null
      case 'queued':
        this.#options.publish({ type: 'answer-queued', ...this.#ids(), position: part.position })
        return null
      case 'retrying':
        this.#options.publish({ type: 'answer-retrying', ...this.#ids(), retryAt: part.retryAt })
        return null
      case 'usage':
        this.#usage = { inputTokens: part.inputTokens, outputTokens: part.outputTokens }
        return null
      case 'finish':
        return complete(part.reason)
      case 'error':
        return failed(part.code, part.details)
      case 'stopped':
        return { state: 'stopped', errorCode: null, errorDetails: null, finishReason: part.reason }
    }
  }

  /** An answer that is longer than any may be ends there. */
  #append(to: GrowingText, piece: string): Outcome | null {
    const room = Math.max(bounds.answerText.max - to.length, 0)
    to.append(withoutNul(piece.length <= room ? piece : piece.slice(0, room).toWellFormed()))
    const wait = Math.ceil(this.#publishedAt + publishInterval - performance.now())
    if (wait <= 0) this.#publishText()
    else this.#publishTimer ??= setTimeout(() => this.#publishText(), wait)
    this.#checkpointTimer ??= setTimeout(() => {
      this.#checkpointTimer = null
      this.#checkpoint()
    }, checkpointInterval)
    return piece.length <= room ? null : complete('length')
  }

  /** What came last as text was reasoning: the windows and the disk move it as well. */
  #moveToReasoning(length: number): void {
    const { answerId, database } = this.#options
    this.#publishText()
    this.#checkpoint()
    const offset = Math.max(this.#text.length - length, this.#options.initial.text.length)
    this.#options.publish({ type: 'answer-was-reasoning', ...this.#ids(), offset, length: this.#text.length })
    this.#reasoning.appendKnown(this.#text.cutAt(offset))
    this.#store(() => database.moveToReasoning(answerId, offset))
  }

  #publishText(): void {
    if (this.#publishTimer) clearTimeout(this.#publishTimer)
    this.#publishTimer = null
    this.#publishedAt = performance.now()
    const reasoning = this.#reasoning.takeUnpublished()
    const text = this.#text.takeUnpublished()
    if (reasoning) this.#options.publish({ type: 'answer-reasoning', ...this.#ids(), ...reasoning })
    if (text) this.#options.publish({ type: 'answer-text', ...this.#ids(), ...text })
  }

  /** Puts on the disk what is not there yet. */
  #checkpoint(): void {
    const { answerId, database } = this.#options
    const reasoning = this.#reasoning.takeUnstored()
    const text = this.#text.takeUnstored()
    this.#store(async () => {
      if (reasoning) await database.checkpointReasoning(answerId, reasoning.text)
      if (text) await database.checkpointAnswer(answerId, text.offset, text.text)
    })
  }

  /** Writes after what was given to be written before; a disk that refuses fails the answer. */
  #store(write: () => Promise<void>): void {
    this.#checkpointing = this.#checkpointing
      .then(() => (this.#failure ? undefined : write()))
      .catch((error: unknown) => {
        this.#failure ??= answerErrorOf(error, this.#options.logger)
        this.#abort.abort()
      })
  }

  /** Writes the end and tells it; a full disk is asked again until it takes it or the run is abandoned. */
  async #save(end: AnswerOutcome): Promise<void> {
    const { answerId, database, logger } = this.#options
    for (;;) {
      try {
        const content = { text: this.text, reasoning: this.reasoning, ...this.#options.sent?.() }
        const { putBack, ...stored } = await database.finishAnswer({ answerId, ...content, ...end })
        this.#end = stored
        return this.#announce(stored, putBack ? end.errorCode : null)
      } catch (error) {
        const errorCode = answerErrorOf(error, logger)
        this.#end = { ...end, state: 'failed', errorCode, errorDetails: null }
        this.#announce(this.#end)
        if (errorCode !== 'DISK_FULL' || this.#abandoned.signal.aborted) return
      }
      await delay(saveRetryInterval, this.#abandoned.signal)
    }
  }

  /** `setback`: why going on with an answer, which is what it was before, failed. */
  #announce(end: AnswerOutcome, setback: AnswerErrorCode | null = null): void {
    this.#publishText()
    const told = { length: this.text.length, setback, ...end }
    this.#options.publish({ type: 'answer-ended', ...this.#ids(), ...told })
  }

  #ids(): { readonly conversationId: ConversationId; readonly messageId: MessageId } {
    return { conversationId: this.#options.conversationId, messageId: this.#options.answerId }
  }
}

/** What an unforeseen failure is called in the message; its details go to the log. */
function answerErrorOf(error: unknown, logger: Logger): AnswerErrorCode {
  if (error instanceof CallError && error.code === 'DISK_FULL') return 'DISK_FULL'
  logger.error('an answer failed', error)
  return 'INTERNAL'
}

/** Waits, in milliseconds, or until the signal aborts. */
function delay(duration: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(resolve, duration)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
