import type { AnswerErrorCode } from '../../../../shared/errors.ts'

export interface FaultDetails {
  /** The HTTP status, where there was one. */
  readonly status?: number | undefined
  /** The provider was only busy: asking again may help. */
  readonly busy?: boolean
  /** How long the provider wants to be left alone, in milliseconds; null where it does not say. */
  readonly delay?: number | null
  /** The provider's own words. They may quote a key or a conversation: never logged, and shown by `shownWords` alone. */
  readonly words?: string
  /** What the network reported, for the log. */
  readonly cause?: unknown
}

/** Something that went wrong on the wire, told apart by what really happened there. */
export class Fault extends Error {
  readonly code: AnswerErrorCode
  readonly status: number | null
  readonly busy: boolean
  readonly delay: number | null
  readonly words: string

  constructor(code: AnswerErrorCode, details: FaultDetails = {}) {
    super(code, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'Fault'
    this.code = code
    this.status = details.status ?? null
    this.busy = details.busy ?? false
    this.delay = details.delay ?? null
    this.words = details.words ?? ''
  }
}
