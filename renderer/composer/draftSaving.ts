/** When what is typed is given to the core: a pause after the last key, and when the window is left. */
import type { ConversationId } from '../../shared/contract/base.ts'
import { onEndOf } from '../state/profileState.ts'

/** One kind of what is typed. */
interface Drafts {
  /** Gives the core what it does not have. Never rejects: what is not taken is tried again at the next pause. */
  save(): Promise<void>
  /** Forgets what the core has of chats that are not shown, so that it is asked for it the next time. */
  leave(shown: ConversationId | 'new'): void
}

/** How long typing has to pause before it is saved, in milliseconds. */
const saveAfter = 400

const kinds: Drafts[] = []
let timer: ReturnType<typeof setTimeout> | undefined

export function keepDrafts(drafts: Drafts): void {
  kinds.push(drafts)
}

export function saveDraftsSoon(): void {
  clearTimeout(timer)
  timer = setTimeout(() => void saveDraftsNow(), saveAfter)
}

onEndOf('profile', () => clearTimeout(timer))

export async function saveDraftsNow(): Promise<void> {
  clearTimeout(timer)
  await Promise.all(kinds.map((drafts) => drafts.save()))
}

/** Saves what is typed elsewhere and forgets it. */
export async function leaveDrafts(shown: ConversationId | 'new'): Promise<void> {
  await saveDraftsNow()
  for (const drafts of kinds) drafts.leave(shown)
}
