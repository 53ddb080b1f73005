import type { ReactNode } from 'react'
import type { DayUsage } from '../../../shared/contract/usage.ts'
import { durationText, sumOf, type ModelUsage, type UsageSum } from './usageFigures.ts'

const numbers = new Intl.NumberFormat('en')

/** Tokens; those that were partly estimated say so. */
function tokens(count: number, { estimated }: UsageSum): string {
  return `${estimated ? '≈ ' : ''}${numbers.format(count)}`
}

/** How long an answer took on average. */
function averageText({ duration, requests }: UsageSum): string {
  return requests === 0 ? '–' : durationText(duration / requests)
}

function SumCells({ usage }: { readonly usage: UsageSum }) {
  return (
    <>
      <td>{numbers.format(usage.requests)}</td>
      <td>{numbers.format(usage.failed)}</td>
      <td>{tokens(usage.inputTokens, usage)}</td>
      <td>{tokens(usage.outputTokens, usage)}</td>
      <td>{averageText(usage)}</td>
    </>
  )
}

function SumHeads() {
  return (
    <>
      <th scope="col">Requests</th>
      <th scope="col">Failed</th>
      <th scope="col">Tokens in</th>
      <th scope="col">Tokens out</th>
      <th scope="col">Each took</th>
    </>
  )
}

export function ModelTable({ models }: { readonly models: readonly ModelUsage[] }) {
  return (
    <TableFrame label="By model">
      <table className="usage-table">
        <caption>By model</caption>
        <thead>
          <tr>
            <th scope="col">Model</th>
            <SumHeads />
          </tr>
        </thead>
        <tbody>
          {models.map((model) => (
            <tr key={model.modelId}>
              <th scope="row">
                <ModelName name={model.modelName} />
              </th>
              <SumCells usage={model} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All</th>
            <SumCells usage={sumOf(models)} />
          </tr>
        </tfoot>
      </table>
    </TableFrame>
  )
}

/** As much of a name as there is room for beside the figures; the whole of it under the pointer and for readers. */
export function ModelName({ name }: { readonly name: string }) {
  return (
    <span className="usage-model" title={name}>
      {name}
    </span>
  )
}

function dateText(day: number): string {
  return new Date(day * 24 * 3_600_000).toISOString().slice(0, 10)
}

/** The same numbers as in the chart. */
export function DayTable({ usage }: { readonly usage: readonly DayUsage[] }) {
  return (
    <details className="usage-details">
      <summary>By day, as a table</summary>
      <TableFrame label="By day">
        <table className="usage-table">
          <caption className="visually-hidden">By day</caption>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col" className="words">
                Model
              </th>
              <SumHeads />
            </tr>
          </thead>
          <tbody>
            {usage.toReversed().map((one) => (
              <tr key={`${one.day} ${one.modelId}`}>
                <th scope="row">{dateText(one.day)}</th>
                <td className="words">
                  <ModelName name={one.modelName} />
                </td>
                <SumCells usage={one} />
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </details>
  )
}

interface TableFrameProps {
  readonly label: string
  readonly children: ReactNode
}

/** A table that is wider than its place scrolls in it, also by the keyboard. */
export function TableFrame({ children, label }: TableFrameProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="usage-scroll" aria-label={`Table: ${label}`} tabIndex={0}>
      {children}
    </section>
  )
}
