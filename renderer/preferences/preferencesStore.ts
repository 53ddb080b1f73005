import type { Preferences } from '../../shared/contract/preferences.ts'
import { formatDateTime, formatTime } from '../../shared/timeFormat.ts'
import { systemTimeZone } from '../../shared/timeZone.ts'
import { call } from '../connection/call.ts'
import { createProfileStore } from '../state/profileState.ts'
import { showTheme } from './theme.ts'

interface PreferencesState {
  /** Null until they have been fetched. */
  readonly preferences: Preferences | null
}

export const usePreferences = createProfileStore<PreferencesState>(() => ({ preferences: null }))

export function setPreferences(preferences: Preferences): void {
  usePreferences.setState({ preferences })
  showTheme(preferences.theme)
}

export async function fetchPreferences(): Promise<void> {
  setPreferences(await call((client) => client.preferences.get({})))
}

export async function updatePreferences(change: Partial<Preferences>): Promise<void> {
  setPreferences(await call((client) => client.preferences.update(change)))
}

/** How the person wants an instant (epoch milliseconds) to read where the day is told beside it. */
export function useTimeText(time: number): string {
  return useWritten(time, formatTime)
}

/** How the person wants an instant to read, always with its date. */
export function useDateTimeText(time: number): string {
  return useWritten(time, formatDateTime)
}

/** Empty until the preferences are known. */
function useWritten(time: number, write: typeof formatTime): string {
  const format = usePreferences((state) => state.preferences?.timeFormat)
  const hours = usePreferences((state) => state.preferences?.hours)
  const zone = usePreferences((state) => state.preferences?.timeZone)
  if (format === undefined || zone === undefined) return ''
  return write(time, format, zone === 'system' ? systemTimeZone() : zone, hours)
}
