/**
 * `node killedAtStep.ts FILE FORMER STEP`: finishes a restoration of the database FILE that is prepared, and kills itself,
 * as `kill -9` does, just before its STEPth change to the file system.
 */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const [file = '', former = '', step = ''] = process.argv.slice(2)
let left = Number(step)

function dieAtStep(): void {
  if (left === 0) process.kill(process.pid, 'SIGKILL')
  left -= 1
}

for (const name of ['renameSync', 'rmSync', 'mkdirSync'] as const) {
  const real = fs[name] as (...parameters: readonly unknown[]) => unknown
  Object.assign(fs, {
    [name]: (...parameters: readonly unknown[]) => {
      dieAtStep()
      return real(...parameters)
    },
  })
}
syncBuiltinESMExports()

const { commitRestoration, finishRestoration } = await import('../../electron/core/backups/replace.ts')
commitRestoration(file, former === 'sound' ? 'sound' : 'damaged', 1_700_000_000_000)
finishRestoration(file)
