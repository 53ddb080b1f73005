/**
 * `node createdByStep.ts PASSWORD BACKUP STATES`: makes the profile Ada in a data folder of its own, of the backup file
 * BACKUP where its name is not empty, and keeps what is left by a process that is killed at whichever step in the folder
 * of the profile.
 */
import { readFileSync } from 'node:fs'
import { watchSteps } from '../support/watchSteps.ts'

const [password = '', backup = '', states = ''] = process.argv.slice(2)
const isProfiles = (path: unknown): boolean => /[/\\]profiles[/\\]/u.test(String(path))
const watched = watchSteps({
  steps: ['renameSync', 'mkdirSync'],
  counts: (name, paths) => isProfiles(paths[name === 'renameSync' ? 1 : 0]),
  states,
})

const { transports } = await import('../contract/transports.ts')
const { upload } = await import('./backupFiles.ts')
const application = await transports[0]?.start()
if (!application) throw new Error('there is no transport')
const { client } = await application.connect()
watched.begin(application.dataFolder)
if (backup === '') {
  await client.profiles.create({ userName: 'Ada', email: null, password })
} else {
  const uploadId = await upload(client, readFileSync(backup))
  await client.profiles.createFromBackup({ uploadId, userName: null, password })
}
watched.end()
await application.close()
// What the application was tested with goes on listening.
process.exit(0)
