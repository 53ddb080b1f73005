/** A wait that can be cut short. */
export interface Pause {
  /** Settles after `duration` milliseconds, or when `end` is called. */
  wait(duration: number): Promise<void>
  end(): void
}

export function createPause(): Pause {
  let wake: (() => void) | null = null
  return {
    wait: (duration) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => wake?.(), duration)
        wake = () => {
          clearTimeout(timer)
          wake = null
          resolve()
        }
      }),
    end: () => wake?.(),
  }
}
