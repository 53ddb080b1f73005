import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

/** What a process does to the file system. */
export type FileStep = 'renameSync' | 'rmSync' | 'mkdirSync' | 'writeFileSync' | 'fsyncSync'

type FileFunction = (...parameters: readonly unknown[]) => unknown

/** Calls `before` ahead of each step of this process. What imports `node:fs` by name has to be imported after this. */
export function beforeSteps(
  names: readonly FileStep[],
  before: (name: FileStep, parameters: readonly unknown[]) => void,
): void {
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
 * Has this process kill itself, as `kill -9` does, just before one of its steps: the function that is answered says
 * before which, counted from there on. What imports `node:fs` has to be imported after this.
 */
export function killAtStep(
  names: readonly FileStep[],
  counts: (name: FileStep, parameters: readonly unknown[]) => boolean = () => true,
): (step: number) => void {
  let left = Number.POSITIVE_INFINITY
  beforeSteps(names, (name, parameters) => {
    if (!counts(name, parameters)) return
    if (left === 0) process.kill(process.pid, 'SIGKILL')
    left -= 1
  })
  return (step) => {
    left = step
  }
}

/** Runs a script that may kill itself. @throws when it fails in another way */
export async function runKilled(
  script: string,
  parameters: readonly string[],
): Promise<'killed' | 'finished'> {
  const child = spawn(process.execPath, [script, ...parameters], { stdio: 'inherit' })
  await once(child, 'exit')
  if (child.signalCode === 'SIGKILL') return 'killed'
  if (child.exitCode !== 0) throw new Error(`${script} ended with ${String(child.exitCode)}`)
  return 'finished'
}
