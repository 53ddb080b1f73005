import { announce } from '../../announcements/announcementStore.ts'
import { showError, showNote } from '../../announcements/toastStore.ts'

/** The places of the window that show something which goes on without them. */
export interface Places {
  /** There is one more, until the returned function is called. */
  add(): () => void
  /** Says in a toast what no place shows; where one does, a screen reader is told. */
  tellElsewhere(kind: 'note' | 'error', text: string): void
}

export function createPlaces(): Places {
  let count = 0
  return {
    add() {
      count += 1
      return () => {
        count -= 1
      }
    },
    tellElsewhere(kind, text) {
      if (count > 0) return announce(text)
      if (kind === 'error') showError(text)
      else showNote(text)
    },
  }
}
