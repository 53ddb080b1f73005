/**
 * `TMPDIR=FOLDER node creationKilledAtStep.ts STEP PASSWORD [BACKUP]`: makes the profile Ada in a data folder below FOLDER, of
 * the backup file BACKUP where one is given, and kills itself, as `kill -9` does, just before its STEPth change to the
 * folder of the profile, or at last when the profile is there.
 */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const [step = '', password = '', backup] = process.argv.slice(2)
let left = Number(step)

for (const name of ['renameSync', 'mkdirSync'] as const) {
  const real = fs[name] as (...parameters: readonly unknown[]) => unknown
  Object.assign(fs, {
    [name]: (...parameters: readonly unknown[]) => {
      if (/[/\\]profiles[/\\]/u.test(String(parameters[name === 'renameSync' ? 1 : 0]))) {
        if (left === 0) process.kill(process.pid, 'SIGKILL')
        left -= 1
      }
      return real(...parameters)
    },
  })
}
syncBuiltinESMExports()

const { transports } = await import('../contract/transports.ts')
const { upload } = await import('./backupFiles.ts')
const application = await transports[0]?.start()
if (!application) throw new Error('there is no transport')
const { client } = await application.connect()
if (backup === undefined) {
  await client.profiles.create({ userName: 'Ada', email: null, password })
} else {
  const uploadId = await upload(client, fs.readFileSync(backup))
  await client.profiles.createFromBackup({ uploadId, userName: null, password })
}
process.exit(0)
