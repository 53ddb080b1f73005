/**
 * `node listKilledAtStep.ts FOLDER WHAT STEP`: changes the password of the profile in the data folder FOLDER, deletes
 * it, or starts on a list that is damaged, and kills itself, as `kill -9` does, just before its STEPth change to the
 * file system (that of a key file, a folder or a list; what SQLite writes lies in between).
 */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { memoryLogger } from '../support/memoryLogger.ts'

const [dataFolder = '', what = '', step = ''] = process.argv.slice(2)
let left = Number.POSITIVE_INFINITY

function dieAtStep(): void {
  if (left === 0) process.kill(process.pid, 'SIGKILL')
  left -= 1
}

const steps = ['renameSync', 'rmSync', 'mkdirSync', 'writeFileSync', 'fsyncSync'] as const
// A start does more of them, and is put right by its first names.
for (const name of what === 'start' ? steps.slice(0, 3) : steps) {
  const real = fs[name] as (...parameters: readonly unknown[]) => unknown
  Object.assign(fs, {
    [name]: (...parameters: readonly unknown[]) => {
      dieAtStep()
      return real(...parameters)
    },
  })
}
syncBuiltinESMExports()

const { createProfileService } = await import('../../electron/core/profiles/createProfileService.ts')
const kdf = { memory: 64, passes: 1, parallelism: 1 }
const open = () => createProfileService({ dataFolder, logger: memoryLogger(), kdf })

if (what === 'start') {
  left = Number(step)
  open()
} else {
  const service = open()
  const [profile] = await service.list()
  if (!profile) throw new Error('no profile')
  left = Number(step)
  if (what === 'delete') await service.delete(profile.id)
  else await service.changePassword(profile.id, 'correct horse', 'another one')
}
