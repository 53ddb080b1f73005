/**
 * Chats that are dated ahead of now: the clock of the machine was wrong when they were written or imported. What was
 * stored stays as it is. In lists they stand below what was written in the last day, where they are found and cover
 * nothing, until something is written in them or their time comes.
 */

/** What is dated no further ahead than this, in milliseconds, is of now: a clock that is set right jumps a little. */
export const aheadOfNow = 60_000

const hour = 3_600_000
const day = 24 * hour

/** The last time, in epoch milliseconds, that counts as present. */
export function presentUntil(now: number): number {
  return now + aheadOfNow
}

/** Where chats dated ahead stand among the others, in epoch milliseconds: the same for an hour, so that lists rest. */
export function placeOfFuture(now: number): number {
  return Math.max(Math.floor(now / hour) * hour - day, 0)
}

/** The time by which a chat, last written in at a time, stands in lists. All in epoch milliseconds. */
export function listTime(updatedAt: number, now: number): number {
  return updatedAt > presentUntil(now) ? placeOfFuture(now) : updatedAt
}
