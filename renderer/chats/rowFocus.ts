/** The keyboard focus in the list of chats, of which only the rows near to what is seen exist. */
import { onEndOf } from '../state/profileState.ts'

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

/** Frames within which a change to the list has been painted. */
const patience = 10

/** The row that is to have the focus: the last one that was asked for. */
let wished = ''
onEndOf('session', () => {
  wished = ''
})

/** Gives the focus to a row once it has been painted. */
export function focusRow(key: string): void {
  wished = key
  tryToFocus(key, patience)
}

/** A row is there before it can have the focus: it is hidden until its height is known. */
function tryToFocus(key: string, frames: number): void {
  requestAnimationFrame(() => {
    if (wished !== key) return
    const button = buttonOf(key)
    button?.focus()
    if (document.activeElement !== button && frames > 0) tryToFocus(key, frames - 1)
  })
}

function isSeen(button: HTMLElement): boolean {
  const list = button.closest('.chat-list')?.getBoundingClientRect()
  const { bottom, top } = button.getBoundingClientRect()
  return list === undefined || (bottom > list.top && top < list.bottom)
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
    const itself = buttonOf(key)
    const next = near && !(itself && isSeen(itself)) ? buttonOf(near) : itself
    next?.focus()
  })
}
