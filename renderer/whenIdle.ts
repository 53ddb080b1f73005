/** Does a step when the window has nothing else to do, at the latest after `timeout` milliseconds. */
export function whenIdle(step: () => void, timeout = 1_000): void {
  // Safari has none; there the step waits its turn.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(step, { timeout })
  else setTimeout(step, 1)
}
