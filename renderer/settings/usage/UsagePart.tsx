import { useId, useMemo, useState } from 'react'
import type { DayUsage } from '../../../shared/contract/usage.ts'
import { useTime } from '../../time/timeStore.ts'
import { barsOf, byModel, durationText, periods, sumOf, type Measure, type Period } from './usageFigures.ts'
import { UsageChart } from './UsageChart.tsx'
import { DayTable, ModelTable } from './UsageTables.tsx'
import { useUsage } from './useUsage.ts'

const periodNames = Object.keys(periods) as readonly Period[]
const measures = { requests: 'Requests', tokens: 'Tokens' } as const satisfies Record<Measure, string>
const measureNames = Object.keys(measures) as readonly Measure[]

/** What was asked within a period: in sum, by day and by model. */
export function UsagePart() {
  const [period, setPeriod] = useState<Period>('30 days')
  const [measure, setMeasure] = useState<Measure>('requests')
  const { problem, value } = useUsage(period)
  return (
    <div className="settings-group usage-part">
      <h3>What was asked</h3>
      <div className="usage-choices">
        <Choice label="Period" names={periodNames} chosen={period} onChoose={setPeriod} />
        <Choice
          label="Chart of"
          names={measureNames}
          texts={measures}
          chosen={measure}
          onChoose={setMeasure}
        />
      </div>
      {problem && <p className="problem">{problem}</p>}
      {value && <Figures usage={value} period={period} measure={measure} />}
    </div>
  )
}

interface ChoiceProps<Name extends string> {
  readonly label: string
  readonly names: readonly Name[]
  readonly texts?: Readonly<Record<Name, string>>
  readonly chosen: Name
  readonly onChoose: (name: Name) => void
}

function Choice<Name extends string>({ chosen, label, names, onChoose, texts }: ChoiceProps<Name>) {
  const id = useId()
  return (
    <div className="usage-choice">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={chosen}
        onChange={(event) => {
          const name = names.find((candidate) => candidate === event.target.value)
          if (name !== undefined) onChoose(name)
        }}
      >
        {names.map((name) => (
          <option key={name} value={name}>
            {texts?.[name] ?? name}
          </option>
        ))}
      </select>
    </div>
  )
}

interface FiguresProps {
  readonly usage: readonly DayUsage[]
  readonly period: Period
  readonly measure: Measure
}

function Figures({ measure, period, usage }: FiguresProps) {
  const today = useTime((state) => state.calendar.today)
  const models = useMemo(() => byModel(usage), [usage])
  const bars = useMemo(
    () => barsOf(usage, { measure, models, period, today }),
    [measure, models, period, today, usage],
  )
  if (usage.length === 0)
    return <p className="note">Nothing was asked in this time. What you ask from now on is counted here.</p>
  return (
    <>
      <Totals usage={usage} />
      <UsageChart bars={bars} models={models} measure={measure} />
      <ModelTable models={models} />
      <DayTable usage={usage} />
    </>
  )
}

const numbers = new Intl.NumberFormat('en')

function Totals({ usage }: Pick<FiguresProps, 'usage'>) {
  const sum = sumOf(usage)
  const about = sum.estimated ? '≈ ' : ''
  const figures = [
    ['Requests', numbers.format(sum.requests)],
    ['Failed', numbers.format(sum.failed)],
    ['Tokens in', `${about}${numbers.format(sum.inputTokens)}`],
    ['Tokens out', `${about}${numbers.format(sum.outputTokens)}`],
    ['Time', durationText(sum.duration)],
  ] as const
  return (
    <>
      <dl className="usage-totals">
        {figures.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {sum.estimated && <p className="note">≈: some providers did not count, so Confab estimated.</p>}
    </>
  )
}
