/** How long a provider may take, in milliseconds. */
export interface Timeouts {
  /** Until the connection stands, encryption included. */
  readonly connect: number
  /** From there to the first byte of the answer. */
  readonly firstByte: number
  /** From one byte to the next. */
  readonly betweenParts: number
  /** For what may follow the end of the answer (its usage, the end of the connection). */
  readonly afterEnd: number
  /** The wait before a busy provider that does not say how long is asked again; the second one is twice as long. */
  readonly firstRetry: number
  /** A provider that asks for a longer wait than this is not waited for. */
  readonly longestRetry: number
}

export const usualTimeouts: Timeouts = {
  connect: 10_000,
  firstByte: 60_000,
  betweenParts: 60_000,
  afterEnd: 2_000,
  firstRetry: 1_000,
  longestRetry: 60_000,
}
