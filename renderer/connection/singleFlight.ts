/**
 * Makes a fetch that never runs twice at once. Asked for while it runs, it runs once more afterwards: what it
 * brought may be older than what it was asked for.
 */
export function singleFlight(fetch: () => Promise<void>): () => void {
  let running = false
  let again = false
  async function run(): Promise<void> {
    running = true
    do {
      again = false
      await fetch()
    } while (again)
  }
  return () => {
    again = true
    if (running) return
    void run().finally(() => {
      running = false
    })
  }
}

/** Makes a step that never runs twice at once. Asked for while it runs, nothing happens. */
export function oneAtATime(step: () => Promise<void>): () => void {
  let running = false
  return () => {
    if (running) return
    running = true
    void step().finally(() => {
      running = false
    })
  }
}
