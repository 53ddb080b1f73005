import { sessionEpoch } from '../state/profileState.ts'

/**
 * Makes a fetch that never runs twice at once. Asked for while it runs, it runs once more afterwards: what it
 * brought may be older than what it was asked for.
 */
export function singleFlight(fetch: () => Promise<void>): () => void {
  const flag = createFlag()
  let again = false
  async function run(): Promise<void> {
    do {
      again = false
      await fetch()
    } while (again)
  }
  return () => {
    again = true
    const lower = flag.raise()
    if (lower) void run().finally(lower)
  }
}

/** Makes a step that never runs twice at once. Asked for while it runs, nothing happens. */
export function oneAtATime(step: () => Promise<void>): () => void {
  const flag = createFlag()
  return () => {
    const lower = flag.raise()
    if (lower) void step().finally(lower)
  }
}

/** Says that something runs. What ran in an earlier session counts no more: what it waits for may never come. */
export interface Flag {
  /** Answers with what lowers the flag; null when it is up already. */
  raise(): (() => void) | null
}

export function createFlag(): Flag {
  let up: { readonly epoch: number } | null = null
  return {
    raise() {
      if (up?.epoch === sessionEpoch()) return null
      const mine = { epoch: sessionEpoch() }
      up = mine
      return () => {
        if (up === mine) up = null
      }
    },
  }
}
