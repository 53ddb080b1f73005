/** How fast bytes arrive. */
export interface Speed {
  add(bytes: number): void
  /** Bytes a second over the last seconds; null while nothing arrives. */
  current(): number | null
  clear(): void
}

/** Milliseconds that count. */
const span = 5_000

export function createSpeed(now: () => number): Speed {
  let samples: { readonly at: number; readonly bytes: number }[] = []

  return {
    add(bytes) {
      const at = now()
      const last = samples.at(-1)
      // One sample each tenth of a second is enough: pieces arrive by the thousand.
      if (last && at - last.at < 100) samples[samples.length - 1] = { at: last.at, bytes: last.bytes + bytes }
      else samples.push({ at, bytes })
      samples = samples.filter((sample) => at - sample.at <= span)
    },
    current() {
      const recent = samples.filter((sample) => now() - sample.at <= span)
      const first = recent[0]
      if (!first) return null
      const bytes = recent.reduce((sum, sample) => sum + sample.bytes, 0)
      return Math.round((bytes * 1_000) / Math.max(now() - first.at, 500))
    },
    clear() {
      samples = []
    },
  }
}
