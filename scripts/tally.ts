/** What a suite of tests came to. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** The same, with what the suite has printed. */
export interface Outcome extends Tally {
  readonly output: string
}
