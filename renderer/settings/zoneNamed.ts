import { isTimeZone, timeZones } from '../../shared/timeZone.ts'

/** The zone that a text names: typed in any case, with spaces for underscores. Null when there is none. */
export function zoneNamed(text: string): string | null {
  const wanted = text.trim().replaceAll(' ', '_').toLowerCase()
  if (wanted === '' || wanted.startsWith('system')) return 'system'
  const listed = timeZones().find((zone) => zone.toLowerCase() === wanted)
  if (listed) return listed
  return isTimeZone(text.trim()) ? text.trim() : null
}
