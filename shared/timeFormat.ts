import { zonedParts, type ZonedParts } from './zonedParts.ts'

/**
 * How times of messages read. The names are shown to people as they stand: `MM` is the month in a date and the
 * minutes in a time, as in the program whose default (`DD/MM/YYYY HH:MM:SS`) this continues.
 */
export const timeFormats = [
  'DD/MM/YYYY HH:MM:SS',
  'MM/DD/YYYY HH:MM:SS',
  'YYYY-MM-DD HH:MM:SS',
  'DD.MM.YYYY HH:MM:SS',
  'DD/MM/YYYY hh:MM:SS AM',
  'MM/DD/YYYY hh:MM:SS AM',
  'DD/MM/YYYY HH:MM',
  'MM/DD/YYYY hh:MM AM',
  'YYYY-MM-DD HH:MM',
  'HH:MM',
] as const

export type TimeFormat = (typeof timeFormats)[number]

/** Whether hours count to 12 or to 24; `format` leaves it to the format. */
export const hourCounts = ['format', '12', '24'] as const

export type HourCount = (typeof hourCounts)[number]

function dateText(pattern: string, parts: ZonedParts): string {
  return pattern.replace('DD', parts.day).replace('MM', parts.month).replace('YYYY', parts.year)
}

function clockText(pattern: string, parts: ZonedParts): string {
  const hour = Number(parts.hour)
  return pattern
    .replace('HH', parts.hour)
    .replace('hh', String(hour % 12 === 0 ? 12 : hour % 12).padStart(2, '0'))
    .replace('MM', parts.minute)
    .replace('SS', parts.second)
    .replace('AM', hour < 12 ? 'AM' : 'PM')
}

/** A clock's pattern with its hours counted as wished. */
function withHours(pattern: string, hours: HourCount): string {
  if (hours === '12') return pattern.includes('HH') ? `${pattern.replace('HH', 'hh')} AM` : pattern
  if (hours === '24') return pattern.replace('hh', 'HH').replace(' AM', '')
  return pattern
}

/** A format that says the day as well: where one has the time of day alone, the date goes before it. */
function withDate(format: TimeFormat): string {
  return format.includes(' ') ? format : `YYYY-MM-DD ${format}`
}

/** Like `formatTime`, and with the date in every format: for where nothing else tells the day. */
export function formatDateTime(
  time: number,
  format: TimeFormat,
  timeZone: string,
  hours: HourCount = 'format',
): string {
  return written(time, withDate(format), timeZone, hours)
}

/**
 * Writes an instant (epoch milliseconds) in a format and an IANA zone.
 * @throws RangeError for an unknown zone or a time outside of what a Date can hold
 */
export function formatTime(
  time: number,
  format: TimeFormat,
  timeZone: string,
  hours: HourCount = 'format',
): string {
  return written(time, format, timeZone, hours)
}

function written(time: number, format: string, timeZone: string, hours: HourCount): string {
  const parts = zonedParts(time, timeZone)
  const [first, ...rest] = format.split(' ')
  if (first === undefined) return ''
  if (rest.length === 0) return clockText(withHours(first, hours), parts)
  return `${dateText(first, parts)} ${clockText(withHours(rest.join(' '), hours), parts)}`
}
