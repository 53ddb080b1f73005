const format = new Intl.RelativeTimeFormat('en', { numeric: 'always' })

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** Nearer than this, in seconds, a time that has passed is just now. */
const justNow = 45
/** So is one yet to come: two clocks are never quite the same, and who asks may know the time by the minute only. */
const ahead = 120

/** The largest unit that fits whole, largest first; lengths in seconds. */
const units = [
  { name: 'year', length: 365 * day },
  { name: 'month', length: 30 * day },
  { name: 'day', length: day },
  { name: 'hour', length: hour },
  { name: 'minute', length: minute },
] as const

/** How long ago an instant was, both in epoch milliseconds: `just now`, `2 minutes ago`, `3 days ago`. */
export function relativeTime(time: number, now: number): string {
  const seconds = (time - now) / 1_000
  const distance = Math.abs(seconds)
  if (distance < (seconds < 0 ? justNow : ahead)) return 'just now'
  const unit = units.find(({ length }) => distance >= length) ?? { name: 'minute', length: minute }
  const count = Math.max(1, Math.floor(distance / unit.length))
  return format.format(seconds < 0 ? -count : count, unit.name)
}
