/**
 * What a process that is killed, as by `kill -9`, just before one of its steps leaves of a folder: a copy of the folder,
 * made by the process itself, for nothing else goes on in it meanwhile.
 */
import fs, { cpSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import path from 'node:path'

/** What a process does to the file system. */
export type FileStep = 'renameSync' | 'rmSync' | 'mkdirSync' | 'writeFileSync' | 'fsyncSync'

type FileFunction = (...parameters: readonly unknown[]) => unknown
type Counts = (name: FileStep, parameters: readonly unknown[]) => boolean

interface StatesOptions {
  readonly steps: readonly FileStep[]
  /** Which of them count. All, if it is left out. */
  readonly counts?: Counts
  /** The states go to `0`, `1` and so on in it. */
  readonly states: string
}

/** Calls `before` ahead of each step of this process. */
function beforeSteps(names: readonly FileStep[], before: (...step: Parameters<Counts>) => void): void {
  for (const name of names) {
    const real = fs[name] as FileFunction
    const watched: FileFunction = (...parameters) => {
      before(name, parameters)
      return real(...parameters)
    }
    Object.assign(fs, { [name]: watched })
  }
  syncBuiltinESMExports()
}

/**
 * Watches the steps of this process from `begin` on: keeps the state of the folder before each of them, and at `end`.
 * What imports `node:fs` by name has to be imported after this.
 */
export function watchSteps({ counts = () => true, states, steps }: StatesOptions) {
  let folder: string | null = null
  let kept = 0

  function keep(): void {
    if (folder === null) return
    const watched = folder
    // Copying takes steps, too.
    folder = null
    cpSync(watched, path.join(states, String(kept)), { recursive: true })
    kept += 1
    folder = watched
  }

  beforeSteps(steps, (...step) => {
    if (counts(...step)) keep()
  })
  return {
    begin(watched: string): void {
      folder = watched
    },
    end: keep,
  }
}
