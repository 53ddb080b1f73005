import { zonedParts } from '../../../shared/zonedParts.ts'

/** A stretch of time in which the clocks of a zone are as far from UTC throughout. */
export interface OffsetStretch {
  /** Epoch milliseconds; `to` is the first that does not belong to it. */
  readonly from: number
  readonly to: number
  /** What the clocks show more than UTC, in milliseconds. */
  readonly offset: number
}

/** Clocks are looked at this often, in milliseconds: no zone changes them back within a week. */
const step = 7 * 24 * 3_600_000
const second = 1_000

/** How far the clocks of a zone are from UTC at an instant of a whole second. */
function offsetAt(time: number, timeZone: string): number {
  const { day, hour, minute, month, second: seconds, year } = zonedParts(time, timeZone)
  const [date, clock] = [[year, month, day].join('-'), [hour, minute, seconds].join(':')]
  return Date.parse(`${date}T${clock}Z`) - time
}

/** The first whole second after `before` at which the clocks show what they show at `after`. */
function changeBetween(before: number, after: number, timeZone: string): number {
  const offset = offsetAt(after, timeZone)
  let [old, changed] = [before, after]
  while (changed - old > second) {
    const middle = old + Math.floor((changed - old) / 2 / second) * second
    if (offsetAt(middle, timeZone) === offset) changed = middle
    else old = middle
  }
  return changed
}

/**
 * Cuts a time (epoch milliseconds, `to` left out) where the clocks of an IANA zone are put forward or back.
 * @throws RangeError for an unknown zone
 */
export function offsetStretches(from: number, to: number, timeZone: string): readonly OffsetStretch[] {
  const stretches: OffsetStretch[] = []
  let began = from
  let before = Math.floor(from / second) * second
  while (before < to) {
    const after = Math.min(before + step, Math.ceil(to / second) * second)
    const offset = offsetAt(before, timeZone)
    if (offsetAt(after, timeZone) !== offset) {
      const change = Math.min(changeBetween(before, after, timeZone), to)
      stretches.push({ from: began, to: change, offset })
      began = change
    }
    before = after
  }
  if (began < to)
    stretches.push({ from: began, to, offset: offsetAt(Math.floor(began / second) * second, timeZone) })
  return stretches
}
