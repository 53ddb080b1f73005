import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { usageByDay } from '../../electron/core/usage/dayUsage.ts'
import { offsetStretches } from '../../electron/core/usage/offsetStretches.ts'
import { dayOf } from '../../shared/dayGroups.ts'
import { temporaryProfile } from '../database/temporaryProfile.ts'
import { end, remoteTurn } from './usageTest.ts'
import { newSeed } from '../support/newSeed.ts'

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Africa/Casablanca',
  'America/St_Johns',
] as const

const all = { from: 0, to: Number.MAX_SAFE_INTEGER }
const dayLength = 24 * 3_600_000

/** `YYYY-MM-DD`. */
const dateOf = (day: number): string => new Date(day * dayLength).toISOString().slice(0, 10)

describe('stretches of the same clock', () => {
  it('follow each other without a gap, and count each instant to the day that it has in its zone', () => {
    const from = Date.UTC(2020, 0, 1)
    const to = Date.UTC(2032, 0, 1)
    const stretchesOf = new Map(zones.map((zone) => [zone, offsetStretches(from, to, zone)]))
    for (const stretches of stretchesOf.values()) {
      expect(stretches[0]?.from).toBe(from)
      expect(stretches.at(-1)?.to).toBe(to)
      for (const [index, stretch] of stretches.slice(0, -1).entries())
        expect(stretches[index + 1]?.from).toBe(stretch.to)
    }
    const property = fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: from, max: to - 1 }),
      (zone, time) => {
        const stretch = stretchesOf.get(zone)?.find((one) => time >= one.from && time < one.to)
        return Math.floor((time + (stretch?.offset ?? Number.NaN)) / dayLength) === dayOf(time, zone)
      },
    )
    const seed = newSeed('days of zones')
    expect(fc.check(property, { numRuns: 3_000, seed })).toMatchObject({ failed: false })
  })

  it('end where the clocks are put forward or back, to the second', () => {
    const year = offsetStretches(Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1), 'Europe/Berlin')
    expect(year.map(({ offset, to }) => [new Date(to).toISOString(), offset / 3_600_000])).toEqual([
      ['2026-03-29T01:00:00.000Z', 1],
      ['2026-10-25T01:00:00.000Z', 2],
      ['2027-01-01T00:00:00.000Z', 1],
    ])
    expect(offsetStretches(5, 5, 'UTC')).toEqual([])
    expect(offsetStretches(5, 6, 'UTC')).toEqual([{ from: 5, to: 6, offset: 0 }])
  })
})

describe('usage by day', () => {
  it('puts what was asked around midnight into its day, on both days when clocks change', async () => {
    const database = await temporaryProfile().open()
    const counts = { inputTokens: 10, outputTokens: 1 }
    // Berlin: midnight is 23:00 UTC before the clocks go forward on 29 March 2026, 22:00 UTC after it.
    const instants = [
      ['2026-03-28T22:59:59.999Z', '2026-03-28'],
      ['2026-03-28T23:00:00.000Z', '2026-03-29'],
      ['2026-03-29T21:59:59.999Z', '2026-03-29'],
      ['2026-03-29T22:00:00.000Z', '2026-03-30'],
      // And back on 25 October: the hour after two comes twice.
      ['2026-10-25T00:30:00.000Z', '2026-10-25'],
      ['2026-10-25T01:30:00.000Z', '2026-10-25'],
      ['2026-10-25T22:59:59.999Z', '2026-10-25'],
      ['2026-10-25T23:00:00.000Z', '2026-10-26'],
    ] as const
    for (const [at] of instants) {
      const createdAt = Date.parse(at)
      const { answerId } = await database.startTurn(remoteTurn({ createdAt }))
      await end(database, answerId, { ...counts, finishedAt: createdAt + 500 })
    }
    const days = await usageByDay(database, { ...all, timeZone: 'Europe/Berlin' })
    expect(days.map(({ day, requests }) => [dateOf(day), requests])).toEqual([
      ['2026-03-28', 1],
      ['2026-03-29', 2],
      ['2026-03-30', 1],
      ['2026-10-25', 3],
      ['2026-10-26', 1],
    ])
    expect(days[3]).toMatchObject({ inputTokens: 30, outputTokens: 3, duration: 1_500, failed: 0 })
  })

  it('keeps models apart, calls each as it was called last, and counts what failed', async () => {
    const database = await temporaryProfile().open()
    for (const [modelName, state] of [
      ['Old name', 'complete'],
      ['New name', 'failed'],
    ] as const) {
      const { answerId } = await database.startTurn(remoteTurn({ modelName }))
      await end(database, answerId, { state, errorCode: state === 'failed' ? 'TIMED_OUT' : null, text: '' })
    }
    expect(await usageByDay(database, { ...all, timeZone: 'UTC' })).toMatchObject([
      { day: 0, modelName: 'New name', requests: 2, failed: 1 },
    ])
  })

  it('records what outlives its chat', async () => {
    const database = await temporaryProfile().open()
    const { answerId, conversationId } = await database.startTurn(remoteTurn())
    await end(database, answerId)
    await database.hideConversation(conversationId, 5_000)
    await database.deleteHidden(6_000)
    expect(await database.requests(null, 5)).toMatchObject([{ state: 'complete', modelName: 'fake-small' }])
  })
})
