/**
 * `TMPDIR=FOLDER node creationKilledAtStep.ts STEP PASSWORD [BACKUP]`: makes the profile Ada in a data folder below FOLDER, of
 * the backup file BACKUP where one is given, and kills itself, as `kill -9` does, just before its STEPth change to the
 * folder of the profile, or at last when the profile is there.
 */
import { readFileSync } from 'node:fs'
import { killAtStep } from '../support/killAtStep.ts'

const [step = '', password = '', backup] = process.argv.slice(2)
const isProfiles = (path: unknown): boolean => /[/\\]profiles[/\\]/u.test(String(path))
killAtStep(['renameSync', 'mkdirSync'], (name, paths) => isProfiles(paths[name === 'renameSync' ? 1 : 0]))(
  Number(step),
)

const { transports } = await import('../contract/transports.ts')
const { upload } = await import('./backupFiles.ts')
const application = await transports[0]?.start()
if (!application) throw new Error('there is no transport')
const { client } = await application.connect()
if (backup === undefined) {
  await client.profiles.create({ userName: 'Ada', email: null, password })
} else {
  const uploadId = await upload(client, readFileSync(backup))
  await client.profiles.createFromBackup({ uploadId, userName: null, password })
}
process.exit(0)
