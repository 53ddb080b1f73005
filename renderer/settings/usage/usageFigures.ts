/** Pure: what was asked of models, as figures to be shown. */
import type { Day } from '../../../shared/dayGroups.ts'
import type { DayUsage } from '../../../shared/contract/usage.ts'

export const periods = { '7 days': 7, '30 days': 30, '90 days': 90, All: null } as const
export type Period = keyof typeof periods

export type Measure = 'requests' | 'tokens'

const dayLength = 24 * 3_600_000
/** A chart has at most this many bars of a day; of more days it shows months. */
const mostDays = 92
/** Models with a colour of their own; the others share one. */
const mostColours = 6

/** From when on usage is to be fetched for a period, in epoch milliseconds: a day more, whatever the zone. */
export function fetchFrom(period: Period, today: Day): number {
  const days = periods[period]
  return days === null ? 0 : Math.max((today - days) * dayLength - dayLength, 0)
}

/** What lies in a period that ends today. */
export function inPeriod(usage: readonly DayUsage[], period: Period, today: Day): readonly DayUsage[] {
  const days = periods[period]
  return usage.filter(({ day }) => day <= today && (days === null || day > today - days))
}

export interface UsageSum {
  readonly requests: number
  readonly failed: number
  readonly inputTokens: number
  readonly outputTokens: number
  readonly estimated: boolean
  /** In milliseconds. */
  readonly duration: number
}

const zero: UsageSum = {
  requests: 0,
  failed: 0,
  inputTokens: 0,
  outputTokens: 0,
  estimated: false,
  duration: 0,
}

export function sumOf(usage: readonly UsageSum[]): UsageSum {
  return usage.reduce<UsageSum>(
    (sum, one) => ({
      requests: sum.requests + one.requests,
      failed: sum.failed + one.failed,
      inputTokens: sum.inputTokens + one.inputTokens,
      outputTokens: sum.outputTokens + one.outputTokens,
      estimated: sum.estimated || one.estimated,
      duration: sum.duration + one.duration,
    }),
    zero,
  )
}

export interface ModelUsage extends UsageSum {
  readonly modelId: string
  readonly modelName: string
  /** The custom property of its colour. */
  readonly colour: string
}

/** By model, the most asked first. Each goes by its last name. */
export function byModel(usage: readonly DayUsage[]): readonly ModelUsage[] {
  const groups = Map.groupBy(usage, ({ modelId }) => modelId)
  return [...groups]
    .map(([modelId, days]) => ({ ...sumOf(days), modelId, modelName: days.at(-1)?.modelName ?? modelId }))
    .toSorted((one, other) => other.requests - one.requests || one.modelName.localeCompare(other.modelName))
    .map((model, index) => ({
      ...model,
      colour: index < mostColours ? `--chart-${index + 1}` : '--chart-other',
    }))
}

export interface LegendEntry {
  readonly colour: string
  readonly name: string
  /** Whom the entry stands for where its name does not say so. */
  readonly names: string | null
}

/** What each colour of a chart stands for: those that share one share an entry. */
export function legendOf(models: readonly ModelUsage[]): readonly LegendEntry[] {
  return [...Map.groupBy(models, ({ colour }) => colour)].map(([colour, group]) => {
    const names = group.map(({ modelName }) => modelName)
    const [only] = names
    return names.length === 1 && only !== undefined
      ? { colour, name: only, names: null }
      : { colour, name: `Others (${names.length})`, names: names.join(', ') }
  })
}

export function measured(usage: UsageSum, measure: Measure): number {
  return measure === 'requests' ? usage.requests : usage.inputTokens + usage.outputTokens
}

/** A bar of the chart: a day, or a month where there are too many days. */
export interface Bar {
  readonly span: 'day' | 'month'
  readonly name: string
  /** Short, for the axis. */
  readonly label: string
  readonly total: number
  readonly parts: readonly BarPart[]
}

export interface BarPart {
  readonly modelName: string
  readonly colour: string
  readonly value: number
}

function textOf(day: Day, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options }).format(day * dayLength)
}

interface Span {
  readonly name: string
  readonly label: string
  readonly days: readonly Day[]
}

function daySpans(first: Day, last: Day): readonly Span[] {
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    name: textOf(first + index, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    label: textOf(first + index, { day: 'numeric', month: 'short' }),
    days: [first + index],
  }))
}

function monthSpans(first: Day, last: Day): readonly Span[] {
  const days = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  const months = Map.groupBy(days, (day) => textOf(day, { month: 'long', year: 'numeric' }))
  return [...months].map(([name, inMonth]) => ({
    name,
    label: textOf(inMonth[0] ?? first, { month: 'short', year: 'numeric' }),
    days: inMonth,
  }))
}

/** The bars of a period that ends today, also those of days on which nothing was asked. */
export function barsOf(
  usage: readonly DayUsage[],
  { measure, models, period, today }: ChartOf,
): readonly Bar[] {
  const length = periods[period]
  const first = length === null ? Math.min(today, ...usage.map(({ day }) => day)) : today - length + 1
  const span = today - first < mostDays ? 'day' : 'month'
  const spans = span === 'day' ? daySpans(first, today) : monthSpans(first, today)
  const ofDay = Map.groupBy(usage, ({ day }) => day)
  return spans.map(({ days, label, name }) => {
    const found = days.flatMap((day) => ofDay.get(day) ?? [])
    const parts = models
      .map(({ colour, modelId, modelName }) => {
        const own = found.filter((one) => one.modelId === modelId)
        return { colour, modelName, value: measured(sumOf(own), measure) }
      })
      .filter(({ value }) => value > 0)
    return { span, name, label, parts, total: parts.reduce((sum, { value }) => sum + value, 0) }
  })
}

export interface ChartOf {
  readonly measure: Measure
  readonly models: readonly ModelUsage[]
  readonly period: Period
  readonly today: Day
}

/** The next round number for the top of an axis: 1, 2 or 5 and zeros; at least 1. */
export function roundedUp(value: number): number {
  if (value <= 1) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  const step = [1, 2, 5, 10].find((candidate) => candidate * power >= value) ?? 10
  return step * power
}

const numbers = new Intl.NumberFormat('en')

/** What a bar says to somebody who does not see it. */
export function barText({ name, parts, total }: Bar, measure: Measure): string {
  if (total === 0) return `${name}: nothing`
  const unit = measure === 'requests' ? (total === 1 ? 'request' : 'requests') : 'tokens'
  const models = parts.map(({ modelName, value }) => `${modelName} ${numbers.format(value)}`)
  return `${name}: ${numbers.format(total)} ${unit} (${models.join(', ')})`
}

/** A length of time in words short enough for a table. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 60_000) return `${(milliseconds / 1_000).toFixed(1)} s`
  const seconds = Math.round(milliseconds / 1_000)
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  return `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`
}
