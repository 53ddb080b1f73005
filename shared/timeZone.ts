/** Whether `zone` is a time zone that this runtime can compute with: an IANA name such as `Asia/Karachi`. */
export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** How long the system's zone is taken for granted, in milliseconds: asking takes 0.2, and each row of a list asks. */
const keptFor = 1_000

let known = { zone: '', askedAt: -Infinity }

/** The zone of the operating system, as of a second ago at most. */
export function systemTimeZone(): string {
  const now = Date.now()
  if (Math.abs(now - known.askedAt) > keptFor) {
    known = { zone: new Intl.DateTimeFormat().resolvedOptions().timeZone, askedAt: now }
  }
  return known.zone
}

/** All zones that this runtime offers to choose from, with `UTC`, sorted by name. */
export function timeZones(): readonly string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])].toSorted()
}
