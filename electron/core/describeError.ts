const mostPlaces = 10
const mostCauses = 5

/** A frame of a stack: where the name of the function stands, anything may, so that only the place is taken. */
const frame = /^ +at .{0,300}?(?<place>[\w.-]{1,80}\.[cm]?[jt]s:\d{1,7}:\d{1,7})\)?$/gmu

/** Where something was thrown, from the text of a stack: names of files with lines and columns, ` at a.js:1:2`. */
export function placesOf(stack: string): string {
  const places = [...stack.matchAll(frame)].slice(0, mostPlaces)
  return places.map(({ groups }) => ` at ${groups?.['place'] ?? ''}`).join('')
}

/** A stack without the message it begins with, which may itself look like a stack. */
function framesOf({ message, stack = '' }: Error): string {
  const end = stack.indexOf(message)
  return end === -1 ? stack : stack.slice(end + message.length)
}

function describe(error: unknown, causes: number): string {
  if (!(error instanceof Error)) return `a thrown ${typeof error}`
  const name = /^\w{1,60}$/u.test(error.name) ? error.name : 'Error'
  const code =
    'code' in error && typeof error.code === 'string' && /^\w{1,60}$/u.test(error.code)
      ? ` ${error.code}`
      : ''
  const cause =
    error.cause === undefined || causes === 0 ? '' : `, caused by ${describe(error.cause, causes - 1)}`
  return `${name}${code}${placesOf(framesOf(error))}${cause}`
}

/**
 * What the log may keep of an error, in one line: its name, its code and where it was thrown, but never its message,
 * which may quote what somebody wrote or a key.
 */
export function describeError(error: unknown): string {
  return describe(error, mostCauses)
}
