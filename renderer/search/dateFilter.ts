/** Days as a date field has them (`2026-03-09`), and when they begin in a zone. */
import { dayOf } from '../../shared/dayGroups.ts'

const dayLength = 24 * 3_600_000
/** No zone is further from UTC than this, in milliseconds. */
const furthest = 15 * 3_600_000

function beginningOf(day: number, timeZone: string): number {
  let before = day * dayLength - furthest
  let since = day * dayLength + furthest
  while (since - before > 1) {
    const middle = Math.floor((before + since) / 2)
    if (dayOf(middle, timeZone) >= day) since = middle
    else before = middle
  }
  return since
}

/** When a day, so many days after the one in the field, begins: epoch milliseconds; null for an empty field. */
export function timeOfField(field: string, timeZone: string, daysLater = 0): number | null {
  const midnight = Date.parse(`${field}T00:00:00Z`)
  if (Number.isNaN(midnight) || midnight < 0) return null
  return Math.max(0, beginningOf(midnight / dayLength + daysLater, timeZone))
}

/** What a date field shows for an instant in epoch milliseconds. */
export function fieldOfTime(time: number | null, timeZone: string): string {
  if (time === null) return ''
  return new Date(dayOf(time, timeZone) * dayLength).toISOString().slice(0, 10)
}
