import { barText, legendOf, roundedUp, type Bar, type Measure, type ModelUsage } from './usageFigures.ts'

interface UsageChartProps {
  readonly bars: readonly Bar[]
  readonly measure: Measure
  readonly models: readonly ModelUsage[]
}

const numbers = new Intl.NumberFormat('en', { notation: 'compact' })

/** Bars by day or month, stacked by model. Each says in words what it shows. */
export function UsageChart({ bars, measure, models }: UsageChartProps) {
  const top = roundedUp(Math.max(...bars.map(({ total }) => total)))
  return (
    <figure className="usage-chart">
      <div className="usage-plot">
        <span className="usage-top" aria-hidden="true">
          {numbers.format(top)}
        </span>
        <ol
          className="usage-bars"
          aria-label={`${measure === 'requests' ? 'Requests' : 'Tokens'} by ${bars[0]?.span ?? 'day'}`}
        >
          {bars.map((bar) => (
            <li key={bar.name} title={barText(bar, measure)}>
              <BarOf bar={bar} top={top} />
              <span className="visually-hidden">{barText(bar, measure)}</span>
            </li>
          ))}
        </ol>
        <div className="usage-axis" aria-hidden="true">
          <span>{bars[0]?.label}</span>
          {bars.length > 1 && <span>{bars.at(-1)?.label}</span>}
        </div>
      </div>
      <figcaption>
        <ul className="usage-legend">
          {legendOf(models).map(({ colour, name, names }) => (
            <li key={colour} title={names ?? undefined}>
              <span className="usage-swatch" style={{ background: `var(${colour})` }} aria-hidden="true" />
              {name}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  )
}

interface BarOfProps {
  readonly bar: Bar
  readonly top: number
}

function BarOf({ bar: { parts }, top }: BarOfProps) {
  return (
    <div className="usage-bar" aria-hidden="true">
      {parts.map(({ colour, modelName, value }) => (
        <span
          key={modelName + colour}
          style={{ background: `var(${colour})`, blockSize: `${(value / top) * 100}%` }}
        />
      ))}
    </div>
  )
}
