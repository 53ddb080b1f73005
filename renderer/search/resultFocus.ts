/** The way of the arrow keys from the search box through the results and back. */
import { onEndOf } from '../state/profileState.ts'

export const searchBoxId = 'search'
const resultSelector = '.search-results [data-result]'

function results(): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(resultSelector)]
}

export function focusSearch(): void {
  const box = document.getElementById(searchBoxId)
  if (box instanceof HTMLInputElement) {
    box.focus()
    box.select()
  }
}

export function focusFirstResult(): void {
  results()[0]?.focus()
}

let wished = false

/** What is found for what was typed is still on its way: the first of it is to get the focus. */
export function wishFirstResult(): void {
  wished = true
}

export function forgetWish(): void {
  wished = false
}

onEndOf('session', forgetWish)

/** The first results are there, and are painted next. Who has gone elsewhere meanwhile stays there. */
export function grantWish(): void {
  if (!wished) return
  wished = false
  requestAnimationFrame(() => {
    if (document.activeElement?.id === searchBoxId) focusFirstResult()
  })
}

/** Makes a change to the results. Where it takes away the one with the focus, that which takes its place gets it. */
export function keepFocus(change: () => void): void {
  const index = results().findIndex((result) => result === document.activeElement)
  change()
  if (index < 0) return
  requestAnimationFrame(() => {
    if (document.activeElement !== null && document.activeElement !== document.body) return
    const all = results()
    const next = all[Math.min(index, all.length - 1)]
    if (next) next.focus()
    else focusSearch()
  })
}

/** Moves the focus to the result before or after that with the focus; before the first is the box. */
export function moveFocus(step: -1 | 1): void {
  const all = results()
  const index = all.findIndex((result) => result === document.activeElement)
  if (index === 0 && step === -1) return focusSearch()
  all[index + step]?.focus()
}

export function focusEdge(edge: 'first' | 'last'): void {
  results()
    .at(edge === 'first' ? 0 : -1)
    ?.focus()
}
