/** Paints what is long in slices, one a frame for the whole window, so that the page answers in between. */
import { useEffect, useState } from 'react'
import { onEndOf } from '../state/profileState.ts'

const waiting = new Set<() => void>()
let asked = false

onEndOf('session', () => waiting.clear())

/** A window that is hidden has no frames. */
const hiddenPause = 50

function askFrame(): void {
  if (asked) return
  asked = true
  // Behind the frame, so that what was painted in it is seen first.
  if (document.hidden) setTimeout(next, hiddenPause)
  else requestAnimationFrame(() => setTimeout(next))
}

function next(): void {
  asked = false
  const [run] = waiting
  if (!run) return
  waiting.delete(run)
  if (waiting.size > 0) askFrame()
  run()
}

/** Calls `run` behind one of the next frames. Returns what calls it off. */
export function inSlice(run: () => void): () => void {
  waiting.add(run)
  askFrame()
  return () => void waiting.delete(run)
}

/** Whether something of what is shown is still to be painted. */
export function isPainting(): boolean {
  return waiting.size > 0
}

/** Calls `run` behind the first frame at which no slice waits any more. Returns what calls it off. */
export function whenPainted(run: () => void): () => void {
  const stopped = new AbortController()
  function wait(): void {
    const stop = inSlice(() => {
      if (waiting.size > 0) wait()
      else run()
    })
    stopped.signal.addEventListener('abort', stop, { once: true })
  }
  wait()
  return () => stopped.abort()
}

/** The end of the slice that begins at an index: as many as cost no more than `most` together, at least one. */
function sliceEnd(costs: readonly number[], from: number, most: number): number {
  let end = from
  for (let cost = 0; end < costs.length; end += 1) {
    cost += costs[end] ?? 0
    if (end > from && cost > most) break
  }
  return end
}

/**
 * @param costs of what there is to paint, in its order; more may follow in time
 * @param most what one slice may cost
 * @returns how much of it is to be painted now
 */
export function usePainted(costs: readonly number[], most: number): number {
  const [painted, setPainted] = useState(0)
  const from = Math.min(painted, costs.length)
  const end = sliceEnd(costs, from, most)
  const complete = end === costs.length
  // All of it: what is appended next is painted at once.
  if (complete && end !== painted) setPainted(end)
  useEffect(() => (complete ? undefined : inSlice(() => setPainted(end))), [complete, end])
  return end
}
