/** One number that was measured. */
export interface Measurement {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** The most it may be, or the least where `atLeast` is set; null where nothing is promised. */
  readonly budget: number | null
  readonly atLeast?: boolean
}

/** One file of this folder: what it measures, under the name that `--only` takes. */
export interface Benchmark {
  readonly name: string
  run(): Promise<readonly Measurement[]>
}

/** The value below which a share (0 to 1) of the samples lies: nearest rank. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

export function isWithin({ value, budget, atLeast }: Measurement): boolean {
  if (budget === null) return true
  return atLeast ? value >= budget : value <= budget
}

/** How long some work takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
