/** Waits for something to happen in time. */
export interface Watchdog {
  /** Starts anew, in milliseconds. */
  start(duration: number): void
  stop(): void
}

/** `onTimeout` is called when the time of a `start` is over without another `start` or a `stop`. */
export function createWatchdog(onTimeout: () => void): Watchdog {
  let timer: NodeJS.Timeout | null = null
  function stop(): void {
    if (timer) clearTimeout(timer)
    timer = null
  }
  return {
    start(duration) {
      stop()
      timer = setTimeout(onTimeout, duration)
    },
    stop,
  }
}
