import { useAnnouncements } from './announcementStore.ts'

/** Says to a screen reader what happens beside its place, politely. */
export function LiveRegion() {
  const text = useAnnouncements((state) => state.text)
  const count = useAnnouncements((state) => state.count)
  return (
    <output className="visually-hidden" aria-live="polite">
      <span key={count}>{text}</span>
    </output>
  )
}
