/** One clock for everything in the window that says how long ago something was, or on which day. */
import { calendarAt, isCurrent, type Calendar } from '../../shared/dayGroups.ts'
import { systemTimeZone } from '../../shared/timeZone.ts'
import { usePreferences } from '../preferences/preferencesStore.ts'
import { createProfileStore } from '../state/profileState.ts'

interface TimeState {
  /** Epoch milliseconds, as of the last whole minute or of a moment since. */
  readonly now: number
  /** Today in the zone of the profile. The same object until the day or the zone changes. */
  readonly calendar: Calendar
}

const minute = 60_000

export const useTime = createProfileStore<TimeState>(() => {
  const now = Date.now()
  return { now, calendar: calendarAt(now, systemTimeZone()) }
})

function shownZone(): string {
  const zone = usePreferences.getState().preferences?.timeZone ?? 'system'
  return zone === 'system' ? systemTimeZone() : zone
}

/** Looks at the clock, and at the zone, which a traveller's system may have changed too. */
function look(): void {
  const now = Date.now()
  const zone = shownZone()
  useTime.setState(({ calendar }) => ({
    now,
    calendar: isCurrent(calendar, now, zone) ? calendar : calendarAt(now, zone),
  }))
}

/**
 * Keeps the time until the returned function is called. It looks at every full minute, at which days begin in every
 * zone, and whenever the window comes to the front: a machine that sleeps does not count minutes.
 */
export function keepTime(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  function tick(): void {
    clearTimeout(timer)
    look()
    timer = setTimeout(tick, minute - (Date.now() % minute))
  }
  tick()
  const stopPreferences = usePreferences.subscribe((state, previous) => {
    if (state.preferences?.timeZone !== previous.preferences?.timeZone) look()
  })
  document.addEventListener('visibilitychange', tick)
  window.addEventListener('focus', tick)
  return () => {
    clearTimeout(timer)
    stopPreferences()
    document.removeEventListener('visibilitychange', tick)
    window.removeEventListener('focus', tick)
  }
}
