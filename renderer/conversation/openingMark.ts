/**
 * Remembers which chat is being opened until it is painted. A page that dies meanwhile, with its process or by a
 * reload of a page that no longer answers, leaves the mark behind: that chat is not opened again by itself.
 */
import type { ConversationId } from '../../shared/contract/base.ts'
import { createProfileStorage } from '../state/profileStorage.ts'

const opening = createProfileStorage('opening')

/** The window has stopped working: leaving it does not mean that all is well. */
let failed = false

export function markOpening(id: ConversationId): void {
  opening.write(id)
}

export function forgetOpening(): void {
  if (!failed) opening.write(null)
}

/** The window shows nothing any more; the chat that it showed, if any, is to blame. */
export function markFailed(id: ConversationId | null): void {
  failed = true
  if (id !== null) markOpening(id)
}

/** Whether the page died when this chat was opened last. */
export function diedOpening(id: ConversationId): boolean {
  return opening.read() === id
}

/** A page that still answers is left in order, wherever opening the chat has come to. */
export function keepOpeningMark(): void {
  addEventListener('pagehide', forgetOpening)
}
