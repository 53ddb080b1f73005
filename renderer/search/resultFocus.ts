/** The way of the arrow keys from the search box through the results and back. */
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
