import { describe, expect, it } from 'vitest'
import { relativeTime } from '../../shared/relativeTime.ts'
import { formatDateTime, formatTime, timeFormats } from '../../shared/timeFormat.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

describe('a relative time', () => {
  it.each([
    [0, 'just now'],
    [44 * second, 'just now'],
    // The clock of another machine may be ahead.
    [-119 * second, 'just now'],
    [45 * second, '1 minute ago'],
    [119 * second, '1 minute ago'],
    [2 * minute, '2 minutes ago'],
    [hour - 1, '59 minutes ago'],
    [hour, '1 hour ago'],
    [day - 1, '23 hours ago'],
    [day, '1 day ago'],
    [29 * day, '29 days ago'],
    [30 * day, '1 month ago'],
    [364 * day, '12 months ago'],
    [800 * day, '2 years ago'],
    [-10 * minute, 'in 10 minutes'],
  ])('never says more time has passed than has: after %d ms it is %s', (passed, text) => {
    const now = Date.parse('2026-11-21T12:00:00Z')
    expect(relativeTime(now - passed, now)).toBe(text)
  })
})

describe('a clock of 12 or 24 hours', () => {
  const time = Date.parse('2026-11-21T00:05:09Z')
  const texts = (hours: '12' | '24'): readonly string[] =>
    timeFormats.map((format) => formatTime(time, format, 'UTC', hours))

  it('takes the place of the one in every format, with noon and midnight told apart', () => {
    for (const text of texts('12')) expect(text).toMatch(/12:05(:09)? AM$/u)
    for (const text of texts('24')) expect(text).toMatch(/00:05(:09)?$/u)
  })

  it('changes nothing about a format that has it already, nor where the format decides', () => {
    expect(formatTime(time, 'DD/MM/YYYY hh:MM:SS AM', 'UTC', '12')).toBe('21/11/2026 12:05:09 AM')
    expect(formatTime(time, 'DD/MM/YYYY HH:MM:SS', 'UTC', '24')).toBe('21/11/2026 00:05:09')
    expect(formatTime(time, 'HH:MM', 'UTC')).toBe('00:05')
  })
})

describe('a time where nothing else tells the day', () => {
  const time = Date.parse('2026-08-21T14:23:09Z')

  it('has its date before it in a format that says the time of day alone', () => {
    expect(formatTime(time, 'HH:MM', 'UTC')).toBe('14:23')
    expect(formatDateTime(time, 'HH:MM', 'UTC')).toBe('2026-08-21 14:23')
    expect(formatDateTime(time, 'HH:MM', 'UTC', '12')).toBe('2026-08-21 02:23 PM')
  })

  it('reads as ever in a format that has a date', () => {
    const dated = timeFormats.filter((format) => format !== 'HH:MM')
    const texts = (write: typeof formatTime) => dated.map((format) => write(time, format, 'Asia/Karachi'))
    expect(texts(formatDateTime)).toEqual(texts(formatTime))
  })
})
