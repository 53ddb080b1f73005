/**
 * `node keyChangeByStep.ts FOLDER STATES`: changes the data key of the profile in the data folder FOLDER and keeps what is
 * left by a process that is killed at whichever step.
 */
import { memoryLogger } from '../support/memoryLogger.ts'
import { watchSteps } from '../support/watchSteps.ts'

const [dataFolder = '', states = ''] = process.argv.slice(2)
const watched = watchSteps({ steps: ['renameSync', 'writeFileSync', 'fsyncSync'], states })

const { createProfileService } = await import('../../electron/core/profiles/createProfileService.ts')
const { profileDatabaseFile } = await import('../../electron/core/profiles/profilePaths.ts')
const { prepareRekeyed } = await import('../../electron/core/backups/rekey.ts')
const { runJob } = await import('../../electron/core/backups/runJob.ts')
const kdf = { memory: 64, passes: 1, parallelism: 1 }
const service = createProfileService({ dataFolder, logger: memoryLogger(), kdf })
const [profile] = await service.list()
if (!profile) throw new Error('no profile')
const change = await service.beginKeyChange(profile.id, 'correct horse')
watched.begin(dataFolder)
const file = profileDatabaseFile(dataFolder, profile.id)
const { signal } = new AbortController()
change.commit(await prepareRekeyed({ run: (job) => runJob(job) }, { file, ...change, now: 1, signal }))
watched.end()
