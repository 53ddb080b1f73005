import { isTimeZone, timeZones } from '../../shared/timeZone.ts'

/** The zone that a text names, or those that it could mean: none where there is no such place. */
export type NamedZone =
  { readonly zone: string } | { readonly zone: null; readonly similar: readonly string[] }

/** So many of those that a text could mean are said. */
const mostSimilar = 5

function plain(zone: string): string {
  return zone.replaceAll('_', ' ').toLowerCase()
}

function placeOf(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1)
}

/** Places go by other names too, which are not listed: `Kolkata` where `Asia/Calcutta` is. */
function unlisted(text: string): readonly string[] {
  const name = text.replaceAll(' ', '_').replaceAll(/(?<=^|[_/-])\p{L}/gu, (letter) => letter.toUpperCase())
  if (isTimeZone(name)) return [name]
  const areas = new Set(timeZones().map((zone) => zone.slice(0, zone.indexOf('/') + 1)))
  return [...areas].map((area) => `${area}${name}`).filter(isTimeZone)
}

/** What a person typed, in any case: a zone with its area, or a place that is the only one of its name. */
export function zoneNamed(text: string): NamedZone {
  const typed = text.trim().replaceAll('_', ' ')
  const wanted = typed.toLowerCase()
  if (wanted === '' || wanted.startsWith('system')) return { zone: 'system' }
  const zones = timeZones()
  const whole = zones.find((zone) => plain(zone) === wanted)
  if (whole !== undefined) return { zone: whole }
  const named = zones.filter((zone) => plain(placeOf(zone)) === wanted)
  const found = named.length > 0 ? named : unlisted(typed)
  const [first, ...others] = found
  if (first !== undefined && others.length === 0) return { zone: first }
  const similar = others.length > 0 ? found : zones.filter((zone) => plain(zone).includes(wanted))
  return { zone: null, similar: similar.slice(0, mostSimilar) }
}

/** Why nothing was chosen, and what to type instead. */
export function zoneProblem(similar: readonly string[]): string {
  if (similar.length === 0) return 'There is no such time zone. Type a place, for example Karachi.'
  return `Which one is meant? ${new Intl.ListFormat('en', { type: 'disjunction' }).format(similar)}: type one of them in full.`
}
