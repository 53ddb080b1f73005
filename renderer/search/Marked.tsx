import { Fragment } from 'react'
import type { SearchHit } from '../../shared/contract/search.ts'

type Ranges = SearchHit['snippet']['ranges']

interface Part {
  readonly start: number
  readonly text: string
  readonly found: boolean
}

function partsOf(text: string, ranges: Ranges): readonly Part[] {
  const parts: Part[] = []
  let from = 0
  for (const { end, start } of ranges) {
    parts.push({ start: from, text: text.slice(from, start), found: false })
    parts.push({ start, text: text.slice(start, end), found: true })
    from = end
  }
  parts.push({ start: from, text: text.slice(from), found: false })
  return parts.filter((part) => part.text !== '')
}

/** A text with what was looked for marked in it. */
export function Marked({ ranges, text }: { readonly text: string; readonly ranges: Ranges }) {
  return partsOf(text, ranges).map(({ found, start, text: part }) =>
    found ? <mark key={start}>{part}</mark> : <Fragment key={start}>{part}</Fragment>,
  )
}
