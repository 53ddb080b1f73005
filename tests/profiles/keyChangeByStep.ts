/**
 * `node keyChangeByStep.ts FOLDER STATES`: changes the data key of the profile in the data folder FOLDER. Just before
 * each change to the file system, and at the end, it copies FOLDER to STATES/0, STATES/1 and so on: what a process that
 * is killed there leaves, for nothing else goes on in this one meanwhile. The process that copies is this one.
 */
import { cpSync } from 'node:fs'
import path from 'node:path'
import { beforeSteps } from '../support/killAtStep.ts'
import { memoryLogger } from '../support/memoryLogger.ts'

const [dataFolder = '', states = ''] = process.argv.slice(2)
let watching = false
let step = 0

function keepState(): void {
  if (!watching) return
  watching = false
  cpSync(dataFolder, path.join(states, String(step)), { recursive: true })
  step += 1
  watching = true
}

beforeSteps(['renameSync', 'writeFileSync', 'fsyncSync'], keepState)

const { createProfileService } = await import('../../electron/core/profiles/createProfileService.ts')
const { profileDatabaseFile } = await import('../../electron/core/profiles/profilePaths.ts')
const { prepareRekeyed } = await import('../../electron/core/backups/rekey.ts')
const { runJob } = await import('../../electron/core/backups/runJob.ts')
const kdf = { memory: 64, passes: 1, parallelism: 1 }
const service = createProfileService({ dataFolder, logger: memoryLogger(), kdf })
const [profile] = await service.list()
if (!profile) throw new Error('no profile')
const change = await service.beginKeyChange(profile.id, 'correct horse')
watching = true
const file = profileDatabaseFile(dataFolder, profile.id)
const { signal } = new AbortController()
change.commit(await prepareRekeyed({ run: (job) => runJob(job) }, { file, ...change, now: 1, signal }))
keepState()
