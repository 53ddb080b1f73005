import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarAt, dayOf, dayText, groupOf, isCurrent } from '../../shared/dayGroups.ts'
import { newSeed } from '../support/newSeed.ts'

const at = (text: string): number => Date.parse(text)

/** The group of an instant as it is called at another, in a zone. */
const groupAt = (time: string, now: string, zone: string): string =>
  groupOf(at(time), calendarAt(at(now), zone))

describe('the group of a chat', () => {
  const now = '2026-11-21T12:00:00Z'

  it.each([
    ['2026-11-21T11:59:59Z', 'Today'],
    // A clock of another machine that is ahead.
    ['2026-11-23T00:00:00Z', 'Today'],
    ['2026-11-21T00:00:00Z', 'Today'],
    ['2026-11-20T23:59:59.999Z', 'Yesterday'],
    ['2026-11-20T00:00:00Z', 'Yesterday'],
    ['2026-11-19T23:59:59.999Z', 'Previous 7 days'],
    ['2026-11-14T00:00:00Z', 'Previous 7 days'],
    ['2026-11-13T23:59:59.999Z', 'Previous 30 days'],
    ['2026-10-22T00:00:00Z', 'Previous 30 days'],
    ['2026-10-21T23:59:59.999Z', 'October 2026'],
    ['2026-10-01T00:00:00Z', 'October 2026'],
    ['2026-09-30T23:59:59.999Z', 'September 2026'],
    ['2025-11-21T12:00:00Z', 'November 2025'],
    ['1970-01-01T00:00:00Z', 'January 1970'],
  ])('is right to the millisecond at its edges: %s is %s', (time, group) => {
    expect(groupAt(time, now, 'UTC')).toBe(group)
  })

  it.each([
    ['Europe/Berlin', '2026-11-20T23:30:00Z', 'Today'],
    ['UTC', '2026-11-20T23:30:00Z', 'Yesterday'],
    ['Asia/Kathmandu', '2026-11-20T18:15:00Z', 'Today'],
    ['Asia/Kathmandu', '2026-11-20T18:14:59Z', 'Yesterday'],
    ['America/New_York', '2026-11-21T04:59:59Z', 'Yesterday'],
    ['America/New_York', '2026-11-21T05:00:00Z', 'Today'],
  ])('is that of the zone asked for: in %s, %s is %s', (zone, time, group) => {
    expect(groupAt(time, now, zone)).toBe(group)
  })

  it('counts days that were, not dates: Samoa went from the 29th to the 31st of December 2011', () => {
    const new_year = '2011-12-31T12:00:00+14:00'
    expect(groupAt('2011-12-29T23:00:00-10:00', new_year, 'Pacific/Apia')).toBe('Yesterday')
    expect(groupAt('2011-12-28T23:00:00-10:00', new_year, 'Pacific/Apia')).toBe('Previous 7 days')
  })

  it('does not lose an hour of yesterday when clocks change', () => {
    // Clocks went forward on 29 March and back on 25 October 2026.
    expect(groupAt('2026-03-28T23:00:00Z', '2026-03-30T09:00:00+02:00', 'Europe/Berlin')).toBe('Yesterday')
    expect(groupAt('2026-03-28T22:59:59Z', '2026-03-30T09:00:00+02:00', 'Europe/Berlin')).toBe(
      'Previous 7 days',
    )
    expect(groupAt('2026-10-24T22:00:00Z', '2026-10-26T09:00:00+01:00', 'Europe/Berlin')).toBe('Yesterday')
    expect(groupAt('2026-10-25T22:59:59Z', '2026-10-26T09:00:00+01:00', 'Europe/Berlin')).toBe('Yesterday')
  })
})

describe('the next midnight', () => {
  it.each([
    ['UTC', '2026-11-21T12:00:00Z', '2026-11-22T00:00:00Z'],
    ['UTC', '2026-11-21T00:00:00Z', '2026-11-22T00:00:00Z'],
    ['Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'],
    ['Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'],
    ['America/New_York', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z'],
    ['America/New_York', '2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z'],
    // Half an hour of summer time.
    ['Australia/Lord_Howe', '2026-04-04T13:00:00Z', '2026-04-05T13:30:00Z'],
    ['Australia/Lord_Howe', '2026-10-03T13:30:00Z', '2026-10-04T13:00:00Z'],
    ['Asia/Kathmandu', '2026-11-20T18:15:00Z', '2026-11-21T18:15:00Z'],
    ['Pacific/Apia', '2011-12-30T00:00:00Z', '2011-12-30T10:00:00Z'],
    // Midnight itself is skipped: the day begins at one.
    ['America/Sao_Paulo', '2018-11-03T12:00:00Z', '2018-11-04T03:00:00Z'],
  ])('in %s after %s is %s', (zone, now, next) => {
    const { changesAt, beganAt } = calendarAt(at(now), zone)
    expect(new Date(changesAt).toISOString()).toBe(new Date(at(next)).toISOString())
    expect(beganAt).toBeLessThanOrEqual(at(now))
  })
})

describe('a calendar', () => {
  it('has to be made again at midnight, in another zone, and when a clock is set back', () => {
    const calendar = calendarAt(at('2026-11-21T12:00:00Z'), 'Europe/Berlin')
    expect(isCurrent(calendar, at('2026-11-21T22:59:59.999Z'), 'Europe/Berlin')).toBe(true)
    expect(isCurrent(calendar, at('2026-11-21T23:00:00Z'), 'Europe/Berlin')).toBe(false)
    expect(isCurrent(calendar, at('2026-11-21T12:00:00Z'), 'Asia/Karachi')).toBe(false)
    expect(isCurrent(calendar, at('2026-11-20T12:00:00Z'), 'Europe/Berlin')).toBe(false)
  })

  it('calls days by their name, the last two by how near they are', () => {
    const calendar = calendarAt(at('2026-11-21T12:00:00Z'), 'UTC')
    const textOf = (time: string): string => dayText(dayOf(at(time), 'UTC'), calendar)
    expect(textOf('2026-11-21T00:00:00Z')).toBe('Today')
    expect(textOf('2026-11-20T00:00:00Z')).toBe('Yesterday')
    expect(textOf('2026-11-19T00:00:00Z')).toBe('Thursday, 19 November 2026')
    expect(textOf('2024-02-29T00:00:00Z')).toBe('Thursday, 29 February 2024')
  })

  it('agrees with the offset of every zone at any time, and its next day begins where it says', () => {
    const zones = Intl.supportedValuesOf('timeZone')
    const between = fc.integer({ min: at('1975-01-01T00:00:00Z'), max: at('2037-12-31T00:00:00Z') })
    fc.assert(
      fc.property(fc.constantFrom(...zones), between, (zone, now) => {
        expect(dayOf(now, zone)).toBe(dayByOffset(now, zone))
        const calendar = calendarAt(now, zone)
        expect(calendar.today).toBe(dayOf(now, zone))
        expect(dayOf(calendar.beganAt, zone)).toBe(calendar.today)
        expect(dayOf(calendar.beganAt - 1, zone)).not.toBe(calendar.today)
        expect(dayOf(calendar.changesAt - 1, zone)).toBe(calendar.today)
        expect(dayOf(calendar.changesAt, zone)).not.toBe(calendar.today)
        expect(isCurrent(calendar, now, zone)).toBe(true)
      }),
      { numRuns: 300, seed: newSeed('days') },
    )
  })

  it('lists chats from newest to oldest with no group in two places', () => {
    const order = ['Today', 'Yesterday', 'Previous 7 days', 'Previous 30 days']
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'Asia/Kathmandu',
    ]
    const now = fc.integer({ min: at('2000-01-01T00:00:00Z'), max: at('2037-01-01T00:00:00Z') })
    const ages = fc.array(fc.integer({ min: 0, max: 400 * 86_400_000 }), { maxLength: 40 })
    fc.assert(
      fc.property(fc.constantFrom(...zones), now, ages, (zone, time, list) => {
        const calendar = calendarAt(time, zone)
        const groups = list.toSorted((one, other) => one - other).map((age) => groupOf(time - age, calendar))
        const runs = groups.filter((group, index) => group !== groups[index - 1])
        expect(new Set(runs).size).toBe(runs.length)
        const places = runs.map((group) => (order.includes(group) ? order.indexOf(group) : order.length))
        expect(places).toEqual(places.toSorted((one, other) => one - other))
      }),
      { numRuns: 200, seed: newSeed('groups') },
    )
  })
})

const offsets = new Map<string, Intl.DateTimeFormat>()

/** The day by another road: the zone's offset from UTC, added. */
function dayByOffset(time: number, zone: string): number {
  const format =
    offsets.get(zone) ?? new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
  offsets.set(zone, format)
  const name = format.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign, hours = '0', minutes = '0', seconds = '0'] =
    /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/u.exec(name) ?? []
  const offset = (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000
  return Math.floor((time + (sign === '-' ? -offset : offset)) / 86_400_000)
}
