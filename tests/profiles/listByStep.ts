/**
 * `node listByStep.ts FOLDER WHAT STATES`: changes the password of the profile in the data folder FOLDER, deletes it, or
 * starts on a list that is damaged, and keeps what is left by a process that is killed at whichever step (that of a key
 * file, a folder or a list; what SQLite writes lies in between).
 */
import { memoryLogger } from '../support/memoryLogger.ts'
import { watchSteps } from '../support/watchSteps.ts'

const [dataFolder = '', what = '', states = ''] = process.argv.slice(2)
const steps = ['renameSync', 'rmSync', 'mkdirSync', 'writeFileSync', 'fsyncSync'] as const
// A start does more of them, and is put right by its first names.
const watched = watchSteps({ steps: what === 'start' ? steps.slice(0, 3) : steps, states })

const { createProfileService } = await import('../../electron/core/profiles/createProfileService.ts')
const kdf = { memory: 64, passes: 1, parallelism: 1 }
const open = () => createProfileService({ dataFolder, logger: memoryLogger(), kdf })

if (what === 'start') {
  watched.begin(dataFolder)
  open()
} else {
  const service = open()
  const [profile] = await service.list()
  if (!profile) throw new Error('no profile')
  watched.begin(dataFolder)
  if (what === 'delete') await service.delete(profile.id)
  else await service.changePassword(profile.id, 'correct horse', 'another one')
}
watched.end()
