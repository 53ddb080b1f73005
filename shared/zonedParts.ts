/** What the calendar and the clocks of a zone show at an instant, each part padded as it is written. */
export interface ZonedParts {
  readonly year: string
  readonly month: string
  readonly day: string
  /** 00-23. */
  readonly hour: string
  readonly minute: string
  readonly second: string
}

/** Zones whose formatters are kept: each takes 34 kB, and a zone has as many spellings as one likes. */
const mostFormatters = 64
const formatters = new Map<string, Intl.DateTimeFormat>()

/** One formatter per zone: making one takes longer than using it a hundred times. */
function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  if (formatters.size >= mostFormatters) formatters.clear()
  formatters.set(timeZone, made)
  return made
}

/**
 * The parts of an instant (epoch milliseconds) in an IANA zone.
 * @throws RangeError for an unknown zone or a time outside of what a Date can hold
 */
export function zonedParts(time: number, timeZone: string): ZonedParts {
  // `DD/MM/YYYY, HH:MM:SS`.
  const [day = '', month = '', year = '', hour = '', minute = '', second = ''] = formatterOf(timeZone)
    .format(time)
    .split(/[/,: ]+/u)
  return { day, month, year: year.padStart(4, '0'), hour, minute, second }
}
