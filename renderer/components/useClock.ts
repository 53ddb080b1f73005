import { useSyncExternalStore } from 'react'

function everySecond(look: () => void): () => void {
  const timer = setInterval(look, 250)
  return () => clearInterval(timer)
}

function currentSecond(): number {
  return Math.floor(Date.now() / 1_000)
}

/** The time in whole seconds since the epoch, as long as it is shown. */
export function useClock(): number {
  return useSyncExternalStore(everySecond, currentSecond)
}
