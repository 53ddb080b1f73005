/** One who waits for a turn. */
export interface Waiting {
  /** Called whenever it changes: how many are before this one; 0 when its turn has come after a wait. */
  onPosition(position: number): void
  /** The turn. It lasts until the promise settles, which must not reject. */
  run(): Promise<void>
}

/** A first-come, first-served queue in which one has its turn at a time. */
export interface Turns {
  /** Joins the queue. What is returned leaves it again; a turn that has begun is not ended by that. */
  join(waiting: Waiting): () => void
}

export function createTurns(): Turns {
  const queue: Waiting[] = []
  const told = new Map<Waiting, number>()
  let busy = false

  function announce(): void {
    for (const [index, waiting] of queue.entries()) {
      const position = index + 1
      if (told.get(waiting) === position) continue
      told.set(waiting, position)
      waiting.onPosition(position)
    }
  }

  async function serve(): Promise<void> {
    busy = true
    for (let next = queue.shift(); next; next = queue.shift()) {
      if (told.delete(next)) next.onPosition(0)
      announce()
      await next.run()
    }
    busy = false
  }

  return {
    join(waiting) {
      queue.push(waiting)
      if (busy) announce()
      else void serve()
      return () => {
        const index = queue.indexOf(waiting)
        if (index === -1) return
        queue.splice(index, 1)
        told.delete(waiting)
        announce()
      }
    },
  }
}
