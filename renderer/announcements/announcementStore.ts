import { create } from 'zustand'

interface AnnouncementState {
  /** What a screen reader is told next. `count` makes the same words news again. */
  readonly text: string
  readonly count: number
}

export const useAnnouncements = create<AnnouncementState>(() => ({ text: '', count: 0 }))

export function announce(text: string): void {
  useAnnouncements.setState(({ count }) => ({ text, count: count + 1 }))
}
