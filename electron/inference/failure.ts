import type { InferenceErrorCode } from '../../shared/inference.ts'

/** The longest detail that goes to the log, in UTF-16 code units. */
const longestDetail = 300

/** A request that cannot be answered. `detail` goes to the log and never holds text of a conversation. */
export class InferenceFailure extends Error {
  readonly code: InferenceErrorCode
  readonly detail: string

  constructor(code: InferenceErrorCode, detail: string) {
    super(code)
    this.name = 'InferenceFailure'
    this.code = code
    this.detail = detail.slice(0, longestDetail)
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}

/** An error whose message speaks of files and numbers alone. */
export function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : nameOf(error)
}

/** An error whose message may quote what was asked, such as one of a chat template: its name and place. */
export function describeErrorWithoutMessage(error: unknown): string {
  const place =
    error instanceof Error ? error.stack?.split('\n').find((line) => /^\s+at /u.test(line)) : undefined
  return `${nameOf(error)}${place ?? ''}`
}
