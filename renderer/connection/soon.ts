/**
 * How long changes are collected before what they are about is fetched again, in milliseconds. The first text of a
 * quick model comes in this time, and no other call and no rendering of lists stands in its way.
 */
const collectFor = 80

/** Does a step in a moment, once for all that ask for it until then. */
export function soon(step: () => void): () => void {
  let waiting = false
  return () => {
    if (waiting) return
    waiting = true
    setTimeout(() => {
      waiting = false
      step()
    }, collectFor)
  }
}
