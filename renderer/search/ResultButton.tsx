import type { ComponentProps, KeyboardEvent } from 'react'
import { focusEdge, focusSearch, moveFocus } from './resultFocus.ts'
import { endSearch } from './searchActions.ts'

const steps: Readonly<Record<string, () => void>> = {
  ArrowDown: () => moveFocus(1),
  ArrowUp: () => moveFocus(-1),
  Home: () => focusEdge('first'),
  End: () => focusEdge('last'),
  Escape: () => {
    endSearch()
    focusSearch()
  },
}

function onKey(event: KeyboardEvent): void {
  if (!Object.hasOwn(steps, event.key)) return
  event.preventDefault()
  steps[event.key]?.()
}

/** One of the results: the arrow keys lead from one to the next. */
export function ResultButton(props: ComponentProps<'button'>) {
  return <button type="button" data-result="" onKeyDown={onKey} {...props} />
}
