import { describe, expect, it } from 'vitest'
import { contextReason, contextText, contextWarning } from '../../renderer/context/contextTexts.ts'
import {
  barsOf,
  barText,
  byModel,
  durationText,
  legendOf,
  inPeriod,
  roundedUp,
  sumOf,
} from '../../renderer/settings/usage/usageFigures.ts'
import { modelId } from '../../shared/contract/base.ts'
import type { DayUsage } from '../../shared/contract/usage.ts'

/** 21 November 2026. */
const today = Date.UTC(2026, 10, 21) / (24 * 3_600_000)

function usage(day: number, name: string, requests: number): DayUsage {
  return {
    day,
    modelId: modelId.parse(`openai:${name}`),
    modelName: name,
    requests,
    failed: 0,
    inputTokens: 10 * requests,
    outputTokens: requests,
    estimated: name === 'rough',
    duration: 1_000 * requests,
  }
}

const some = [
  usage(today - 40, 'old', 1),
  usage(today - 6, 'fast', 2),
  usage(today, 'rough', 3),
  usage(today, 'fast', 1),
]

describe('the figures of usage', () => {
  it('are of the days of the period, today being the last', () => {
    expect(inPeriod(some, '7 days', today).map(({ day }) => day)).toEqual([today - 6, today, today])
    expect(inPeriod(some, 'All', today).length).toBe(4)
    expect(inPeriod(some, 'All', today - 1).length).toBe(2)
  })

  it('by model add up to those of all, with the most asked first and the rest in one colour', () => {
    const models = byModel(some)
    expect(models.map(({ modelName, requests }) => [modelName, requests])).toEqual([
      ['fast', 3],
      ['rough', 3],
      ['old', 1],
    ])
    expect(sumOf(models)).toEqual(sumOf(some))
    const many = byModel(Array.from({ length: 9 }, (_, index) => usage(today, `m${index}`, 20 - index)))
    expect(many.map(({ colour }) => colour).slice(5)).toEqual([
      '--chart-6',
      '--chart-other',
      '--chart-other',
      '--chart-other',
    ])
    expect(legendOf(many).slice(5)).toEqual([
      { colour: '--chart-6', name: 'm5', names: null },
      { colour: '--chart-other', name: 'Others (3)', names: 'm6, m7, m8' },
    ])
    expect(legendOf(many.slice(0, 7)).at(-1)).toMatchObject({ name: 'm6', names: null })
  })

  it('have a bar for each day, also for those on which nothing was asked, and each says what it shows', () => {
    const week = inPeriod(some, '7 days', today)
    const chart = { measure: 'requests', models: byModel(week), period: '7 days', today } as const
    const bars = barsOf(week, chart)
    expect(bars.map(({ label, total }) => `${label}: ${total}`)).toEqual([
      '15 Nov: 2',
      '16 Nov: 0',
      '17 Nov: 0',
      '18 Nov: 0',
      '19 Nov: 0',
      '20 Nov: 0',
      '21 Nov: 4',
    ])
    expect(bars.map((bar) => barText(bar, 'requests').replace(', ', ' ')).slice(-2)).toEqual([
      'Friday 20 November 2026: nothing',
      'Saturday 21 November 2026: 4 requests (fast 1, rough 3)',
    ])
    expect(barsOf(week, { ...chart, measure: 'tokens' }).at(-1)?.total).toBe(44)
  })

  it('of years are shown by month, so that each bar can be seen', () => {
    const years = [usage(today - 800, 'fast', 1), ...some]
    const bars = barsOf(years, { measure: 'requests', models: byModel(years), period: 'All', today })
    expect(bars.length).toBe(27)
    expect([bars[0]?.label, bars.at(-1)?.label]).toEqual(['Sept 2024', 'Nov 2026'])
    expect(bars.reduce((sum, { total }) => sum + total, 0)).toBe(8)
  })

  it.each([
    [0, 1],
    [1, 1],
    [3, 5],
    [5, 5],
    [51, 100],
    [1_001, 2_000],
  ])('%i stands below an axis of %i', (value, top) => {
    expect(roundedUp(value)).toBe(top)
  })

  it.each([
    [93.4, '93 ms'],
    [1_500, '1.5 s'],
    [61_000, '1 min 1 s'],
    [3_720_000, '1 h 2 min'],
  ])('%d ms is %s', (duration, text) => {
    expect(durationText(duration)).toBe(text)
  })
})

describe('what the next request takes along', () => {
  const next = {
    messages: 6,
    tokens: 1_200,
    exact: false,
    limitTokens: 8_192,
    roomTokens: 6_144,
    firstMessageId: null,
    cut: 'none',
  } as const

  it('says whether it was counted or estimated, and of how much', () => {
    expect(contextText(next)).toBe('6 messages, about 1,200 of 8,192 tokens')
    expect(contextText({ ...next, exact: true })).toBe('6 messages, 1,200 of 8,192 tokens')
    expect(contextText({ ...next, messages: 1, tokens: 1, limitTokens: null })).toBe(
      '1 message, about 1 token',
    )
  })

  it('says what is left out and why', () => {
    expect(contextReason(next, 'Fake')).toContain('The whole chat goes along')
    expect(contextReason({ ...next, cut: 'window' }, 'Fake')).toContain('in the chat setup')
    expect(contextReason({ ...next, cut: 'limit' }, 'Fake')).toContain('does not fit Fake')
    expect(contextReason({ ...next, cut: 'model' }, 'Fake')).toContain('Fake reads only the newest')
    expect(contextReason({ ...next, tokens: 9_000 }, 'Fake')).toContain('more than Fake reads')
  })

  it('is in sight where it is too long, also for an answer beside it, or cut by what the model reads', () => {
    expect(contextWarning(next, 'Fake')).toBeNull()
    expect(contextWarning({ ...next, cut: 'window' }, 'Fake')).toBeNull()
    expect(contextWarning({ ...next, cut: 'limit' }, 'Fake')).toContain('does not fit Fake')
    expect(contextWarning({ ...next, tokens: 6_144 }, 'Fake')).toBeNull()
    expect(contextWarning({ ...next, tokens: 6_145 }, 'Fake')).toContain('too little room for its answer')
    expect(contextWarning({ ...next, tokens: 8_193, cut: 'limit' }, 'Fake')).toContain('more than Fake reads')
    const unknown = { ...next, limitTokens: null, roomTokens: null, tokens: 1_000_000 }
    expect(contextWarning(unknown, 'Fake')).toBeNull()
  })
})
