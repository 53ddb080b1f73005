import type { Logger } from '../host.ts'

/** How long what is repeated is only counted. In milliseconds. */
const defaultInterval = 60_000

/**
 * Logs what somebody outside can make happen as often as they like: the first time at once, then as a number once a
 * minute. `message` is one of a few that the program has, never made of what came.
 */
export function createTally(logger: Logger, interval = defaultInterval): (message: string) => void {
  const counts = new Map<string, number>()

  function reportLater(message: string): void {
    setTimeout(() => {
      const count = counts.get(message) ?? 0
      counts.delete(message)
      if (count === 0) return
      logger.warn(`${message} (${count} more times)`)
      counts.set(message, 0)
      reportLater(message)
    }, interval).unref()
  }

  return (message) => {
    const count = counts.get(message)
    if (count !== undefined) return void counts.set(message, count + 1)
    counts.set(message, 0)
    logger.warn(message)
    reportLater(message)
  }
}
