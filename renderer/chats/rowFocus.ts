/** The keyboard focus in the list of chats, of which only the rows near to what is seen exist. */
import type { KeyboardEvent } from 'react'

const mainButton = '[data-row]'

function buttonOf(key: string): HTMLElement | null {
  return document.querySelector(`[data-row="${CSS.escape(key)}"]`)
}

/** The next row, up or down, that can have the focus. */
function neighbour(from: Element, step: 1 | -1): HTMLElement | null {
  let item: Element | null = from.closest('li')
  while (item) {
    item = step === 1 ? item.nextElementSibling : item.previousElementSibling
    const button = item?.querySelector<HTMLElement>(mainButton)
    if (button) return button
  }
  return null
}

/** Arrow up and down go along the rows; answers whether the key was one of them. */
export function goByArrow({ currentTarget, key }: KeyboardEvent): boolean {
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return false
  neighbour(currentTarget, key === 'ArrowDown' ? 1 : -1)?.focus()
  return true
}

/** Frames within which a change to the list has been painted. */
const patience = 10

/** Gives the focus to a row once it has been painted. */
export function focusRow(key: string, frames = patience): void {
  requestAnimationFrame(() => {
    const button = buttonOf(key)
    if (button) button.focus()
    else if (frames > 0) focusRow(key, frames - 1)
  })
}

/**
 * Runs a step after which a row may stand elsewhere. The focus goes with it where it can be seen, else to the row
 * that was next to it.
 */
export async function keepingFocus(key: string, step: () => Promise<unknown>): Promise<void> {
  const row = buttonOf(key)
  const near = row && (neighbour(row, 1) ?? neighbour(row, -1))?.dataset['row']
  await step()
  requestAnimationFrame(() => {
    // The person may have gone on meanwhile.
    if (document.activeElement !== document.body && document.activeElement !== row) return
    const next = buttonOf(key) ?? (near ? buttonOf(near) : null)
    next?.focus()
  })
}
