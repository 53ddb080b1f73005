import { CallError } from '../callError.ts'

/** How much of one kind of work may run and wait. */
export interface Lane {
  readonly atOnce: number
  readonly waiting: number
}

/**
 * Runs a piece of work of a lane when its turn comes. `signal` takes it out of the queue as long as it waits.
 * @throws CallError `BUSY` when the lane is full, or when it was taken out; and what the work throws
 */
export type RunInLane<Name extends string> = <Result>(
  lane: Name,
  work: () => Promise<Result>,
  signal?: AbortSignal,
) => Promise<Result>

/**
 * A bounded queue with priorities: at most `atOnce` pieces of work run at a time. Whatever waits in an earlier lane goes
 * before what waits in a later one, and a lane that has as many running as it may lets the next one go.
 */
export function createLaneQueue<Name extends string>(
  atOnce: number,
  lanes: Readonly<Record<Name, Lane>>,
): RunInLane<Name> {
  const states = Object.entries<Lane>(lanes).map(([name, lane]) => {
    return { name, lane, running: 0, waiting: new Set<() => void>() }
  })
  let running = 0

  function startNext(): void {
    while (running < atOnce) {
      const state = states.find(({ lane, running: own, waiting }) => waiting.size > 0 && own < lane.atOnce)
      const [start] = state?.waiting ?? []
      if (!state || !start) return
      state.waiting.delete(start)
      state.running += 1
      running += 1
      start()
    }
  }

  return async (name, work, signal) => {
    const state = states.find((one) => one.name === name)
    if (!state || state.waiting.size >= state.lane.waiting || signal?.aborted) throw new CallError('BUSY')
    const turn = Promise.withResolvers<void>()
    const leave = (): void => {
      if (state.waiting.delete(turn.resolve)) turn.reject(new CallError('BUSY'))
    }
    state.waiting.add(turn.resolve)
    signal?.addEventListener('abort', leave)
    startNext()
    try {
      await turn.promise
    } finally {
      signal?.removeEventListener('abort', leave)
    }
    try {
      return await work()
    } finally {
      state.running -= 1
      running -= 1
      startNext()
    }
  }
}
