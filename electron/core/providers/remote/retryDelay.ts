import type { IncomingHttpHeaders } from 'node:http'

/**
 * How long a provider asks to be left alone, in milliseconds, by its headers: `retry-after-ms`, or `retry-after` in
 * seconds or as a date (RFC 9110, 10.2.3). Null where they do not say. `now` is in epoch milliseconds.
 */
export function retryDelayIn(headers: IncomingHttpHeaders, now: number): number | null {
  const milliseconds = headers['retry-after-ms']
  if (typeof milliseconds === 'string' && /^\d+(?:\.\d+)?$/.test(milliseconds)) {
    return Math.ceil(Number(milliseconds))
  }
  const after = headers['retry-after']
  if (after === undefined) return null
  if (/^\d+(?:\.\d+)?$/.test(after)) return Math.ceil(Number(after) * 1_000)
  const date = Date.parse(after)
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}

/** Waits, in milliseconds, or until the signal aborts. */
export function wait(duration: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    function end(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, duration)
    signal.addEventListener('abort', end, { once: true })
  })
}
