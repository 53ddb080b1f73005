/**
 * `node listKilledAtStep.ts FOLDER WHAT STEP`: changes the password of the profile in the data folder FOLDER, deletes
 * it, or starts on a list that is damaged, and kills itself, as `kill -9` does, just before its STEPth change to the
 * file system (that of a key file, a folder or a list; what SQLite writes lies in between).
 */
import { killAtStep } from '../support/killAtStep.ts'
import { memoryLogger } from '../support/memoryLogger.ts'

const [dataFolder = '', what = '', step = ''] = process.argv.slice(2)
const steps = ['renameSync', 'rmSync', 'mkdirSync', 'writeFileSync', 'fsyncSync'] as const
// A start does more of them, and is put right by its first names.
const killAt = killAtStep(what === 'start' ? steps.slice(0, 3) : steps)

const { createProfileService } = await import('../../electron/core/profiles/createProfileService.ts')
const kdf = { memory: 64, passes: 1, parallelism: 1 }
const open = () => createProfileService({ dataFolder, logger: memoryLogger(), kdf })

if (what === 'start') {
  killAt(Number(step))
  open()
} else {
  const service = open()
  const [profile] = await service.list()
  if (!profile) throw new Error('no profile')
  killAt(Number(step))
  if (what === 'delete') await service.delete(profile.id)
  else await service.changePassword(profile.id, 'correct horse', 'another one')
}
