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

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  formatters.set(timeZone, made)
  return made
}

/** How far the clocks of a zone are from UTC at an instant of a whole second. */
function offsetAt(time: number, timeZone: string): number {
  // `DD/MM/YYYY, HH:MM:SS`.
  const [day = 1, month = 1, year = 1970, hour = 0, minute = 0, seconds = 0] = formatterOf(timeZone)
    .format(time)
    .split(/[/,: ]+/u)
    .map(Number)
  return Date.UTC(year, month - 1, day, hour, minute, seconds) - time
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
