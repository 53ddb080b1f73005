export interface SoakOptions {
  readonly rounds: number
  /** Numbers from 0 to 1, the same for the same seed. */
  readonly random: () => number
  readonly log: (line: string) => void
  /** The time has come to begin no further round. */
  readonly isOver: () => boolean
}

/** One file of this folder: what is tried for long, under the name that `--only` takes. */
export interface Soak {
  readonly name: string
  /** How many rounds it does unless told otherwise. */
  readonly rounds: number
  /** Answers with a sentence for each thing that went wrong. */
  run(options: SoakOptions): Promise<readonly string[]>
}
