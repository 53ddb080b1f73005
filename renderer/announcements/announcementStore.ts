import { createProfileStore } from '../state/profileState.ts'

interface AnnouncementState {
  /** What a screen reader is told next, which may quote an answer. `count` makes the same words news again. */
  readonly text: string
  readonly count: number
}

export const useAnnouncements = createProfileStore<AnnouncementState>((before) => ({
  text: '',
  count: (before?.count ?? 0) + 1,
}))

export function announce(text: string): void {
  useAnnouncements.setState(({ count }) => ({ text, count: count + 1 }))
}
