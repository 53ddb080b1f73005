/**
 * `node keyChangeKilledAtStep.ts FOLDER STEP`: changes the data key of the profile in the data folder FOLDER, and kills
 * itself, as `kill -9` does, just before its STEPth change to the file system. The process that copies is this one.
 */
import { killAtStep } from '../support/killAtStep.ts'
import { memoryLogger } from '../support/memoryLogger.ts'

const [dataFolder = '', step = ''] = process.argv.slice(2)
const killAt = killAtStep(['renameSync', 'writeFileSync', 'fsyncSync'])

const { createProfileService } = await import('../../electron/core/profiles/createProfileService.ts')
const { profileDatabaseFile } = await import('../../electron/core/profiles/profilePaths.ts')
const { prepareRekeyed } = await import('../../electron/core/backups/rekey.ts')
const { runJob } = await import('../../electron/core/backups/runJob.ts')
const kdf = { memory: 64, passes: 1, parallelism: 1 }
const service = createProfileService({ dataFolder, logger: memoryLogger(), kdf })
const [profile] = await service.list()
if (!profile) throw new Error('no profile')
const change = await service.beginKeyChange(profile.id, 'correct horse')
killAt(Number(step))
const file = profileDatabaseFile(dataFolder, profile.id)
const { signal } = new AbortController()
change.commit(await prepareRekeyed({ run: (job) => runJob(job) }, { file, ...change, now: 1, signal }))
