/** How often a loop is looked at, in milliseconds: by so much a turn may seem longer than it was. */
const between = 5

/** The turns of a process's loop, in milliseconds of the thread's own time. */
export interface Turns {
  /** Does what is no part of what is measured. */
  without<Result>(work: () => Result): Result
  /** Follows them no further. Answers with the longest. */
  end(): number
}

/**
 * Follows the turns of this process's loop. What other programs and the disk take is not counted, so a machine that does
 * many other things gives the same as one that does not.
 */
export function followTurns(): Turns {
  let longest = 0
  let before = process.threadCpuUsage()
  function look(): void {
    const { system, user } = process.threadCpuUsage(before)
    longest = Math.max(longest, (system + user) / 1_000)
    before = process.threadCpuUsage()
  }
  const timer = setInterval(look, between)
  return {
    without(work) {
      look()
      const result = work()
      before = process.threadCpuUsage()
      return result
    },
    end() {
      clearInterval(timer)
      look()
      return longest
    },
  }
}
