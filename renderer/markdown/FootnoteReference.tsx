import { createContext, useContext, useMemo, type ReactNode } from 'react'
import type { References } from '../../shared/markdown/references.ts'

/** The numbers of the footnotes of a text, by their labels. */
const Numbers = createContext<ReadonlyMap<string, number>>(new Map())

interface FootnoteNumbersProps {
  readonly notes: References['notes']
  readonly children: ReactNode
}

export function FootnoteNumbers({ children, notes }: FootnoteNumbersProps) {
  const numbers = useMemo(
    () => new Map([...notes.keys()].map((label, index) => [label, index + 1] as const)),
    [notes],
  )
  return <Numbers value={numbers}>{children}</Numbers>
}

function goToNote(from: Element, number: number): void {
  const note = from.closest('.markdown')?.querySelector<HTMLElement>(`[data-note="${number}"]`)
  note?.scrollIntoView({ block: 'nearest' })
  note?.focus({ preventScroll: true })
}

/** The number of a footnote in the text, which leads to it. */
export function FootnoteReference({ label }: { readonly label: string }) {
  const number = useContext(Numbers).get(label)
  if (number === undefined) return `[^${label}]`
  return (
    <sup>
      <button
        type="button"
        className="footnote-reference"
        aria-label={`Footnote ${number}`}
        onClick={(event) => goToNote(event.currentTarget, number)}
      >
        {number}
      </button>
    </sup>
  )
}
