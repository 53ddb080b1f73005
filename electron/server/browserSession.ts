import { createHash, randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { parseCookie, stringifySetCookie } from 'cookie'

const cookieName = 'confab_session'
/** 32 random bytes in base64url. */
const cookieForm = /^[A-Za-z0-9_-]{43}$/
/** What a window calls itself: a UUID, as `crypto.randomUUID` makes it. */
const windowForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function sessionOf(request: IncomingMessage): string | null {
  const value = parseCookie(request.headers.cookie ?? '')[cookieName]
  return value !== undefined && cookieForm.test(value) ? value : null
}

/**
 * Gives a browser a session of its own if it has none. The value is only ever compared, never looked up: it names
 * the windows of this browser, and nobody who does not hold the cookie can name one of them.
 */
export function ensureSession(request: IncomingMessage, response: ServerResponse): void {
  if (sessionOf(request)) return
  const value = randomBytes(32).toString('base64url')
  response.setHeader(
    'Set-Cookie',
    stringifySetCookie({ name: cookieName, value, httpOnly: true, sameSite: 'strict', path: '/' }),
  )
}

/** The name of the window that connects, unique to its browser; null when the cookie or the name is missing. */
export function windowIdOf(request: IncomingMessage): string | null {
  const session = sessionOf(request)
  // Not by way of an address: what stands before the query may be no address at all.
  const query = request.url?.split('?', 2)[1]
  const window = new URLSearchParams(query).get('window')
  if (!session || !window || !windowForm.test(window)) return null
  return `${createHash('sha256').update(session).digest('base64url')}/${window}`
}
