/**
 * Calendar days as a person in some zone lives them: which day an instant belongs to, how many days ago that was, and
 * when the next day begins. Nothing here assumes that a day has 24 hours, that midnight exists, or that every date
 * does: zones change their clocks, and some have crossed the date line.
 */
import { zonedParts } from './zonedParts.ts'

/** A day of the calendar: whole days since 1 January 1970. */
export type Day = number

/** What a moment is in a zone. Good until `changesAt`, and for instants of the past. */
export interface Calendar {
  readonly timeZone: string
  readonly today: Day
  /** The day before today that really was: Samoa had no 30 December 2011. */
  readonly yesterday: Day
  /** When today began, in epoch milliseconds. */
  readonly beganAt: number
  /** When the next day begins, in epoch milliseconds. */
  readonly changesAt: number
}

const dayLength = 24 * 3_600_000
const hour = 3_600_000
/** Where a zone crossed the date line, a date was lived twice: a day of 48 hours. */
const longestDayInHours = 49

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const

/**
 * The day of an instant (epoch milliseconds, not before the year 1) in an IANA zone.
 * @throws RangeError for an unknown zone or a time outside of what a Date can hold
 */
export function dayOf(time: number, timeZone: string): Day {
  const { day, month, year } = zonedParts(time, timeZone)
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) / dayLength
}

/** The instant between `same`, which is on a day, and `other`, which is not, at which the day changes. */
function changeBetween(same: number, other: number, timeZone: string): number {
  const day = dayOf(same, timeZone)
  let [on, off] = [same, other]
  while (Math.abs(off - on) > 1) {
    const middle = Math.trunc((on + off) / 2)
    if (dayOf(middle, timeZone) === day) on = middle
    else off = middle
  }
  return Math.max(on, off)
}

/** Looks hour by hour from `now`, forwards or backwards, for where its day ends. */
function endOfDay(now: number, timeZone: string, step: 1 | -1): number {
  const day = dayOf(now, timeZone)
  for (let hours = 1; hours <= longestDayInHours; hours += 1) {
    const time = now + step * hours * hour
    if (dayOf(time, timeZone) !== day) return changeBetween(time - step * hour, time, timeZone)
  }
  return now + step * dayLength
}

/**
 * What `now` (epoch milliseconds) is in an IANA zone.
 * @throws RangeError for an unknown zone
 */
export function calendarAt(now: number, timeZone: string): Calendar {
  const beganAt = endOfDay(now, timeZone, -1)
  return {
    timeZone,
    today: dayOf(now, timeZone),
    yesterday: dayOf(beganAt - 1, timeZone),
    beganAt,
    changesAt: endOfDay(now, timeZone, 1),
  }
}

/** Whether what a calendar says of today still holds at `now`; a clock may also be set back. */
export function isCurrent(calendar: Calendar, now: number, timeZone: string): boolean {
  return calendar.timeZone === timeZone && now >= calendar.beganAt && now < calendar.changesAt
}

/**
 * The group in which a chat of an instant stands: `Today`, `Yesterday`, `Previous 7 days` (2 to 7 days ago),
 * `Previous 30 days` (8 to 30), then its month, as `October 2026`. Instants yet to come are `Today`: clocks differ.
 */
export function groupOf(time: number, { timeZone, today, yesterday }: Calendar): string {
  const day = dayOf(time, timeZone)
  if (day >= today) return 'Today'
  if (day >= yesterday) return 'Yesterday'
  if (day >= today - 7) return 'Previous 7 days'
  if (day >= today - 30) return 'Previous 30 days'
  const date = new Date(day * dayLength)
  return `${months[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`
}

/** How a day is called: `Today`, `Yesterday`, else `Friday, 20 November 2026`. */
export function dayText(day: Day, { today, yesterday }: Calendar): string {
  if (day === today) return 'Today'
  if (day === yesterday) return 'Yesterday'
  const date = new Date(day * dayLength)
  const weekday = weekdays[date.getUTCDay()] ?? ''
  return `${weekday}, ${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`
}
