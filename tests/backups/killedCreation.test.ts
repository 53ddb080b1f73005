/** What a process that is killed, as by `kill -9`, leaves of a profile that it was making. */
import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openProfileDatabase } from '../../electron/core/database/openProfileDatabase.ts'
import { createProfileService } from '../../electron/core/profiles/createProfileService.ts'
import { profileDatabaseFile } from '../../electron/core/profiles/profilePaths.ts'
import { transports } from '../contract/transports.ts'
import { fastCost } from '../profiles/temporaryProfiles.ts'
import { memoryLogger } from '../support/memoryLogger.ts'
import { statesOf } from '../support/statesOf.ts'
import { download } from './backupFiles.ts'
import { namesIn } from './backupsTest.ts'

const password = 'correct horse'

/** A backup in a file, of a profile with a draft. */
async function savedBackup(): Promise<string> {
  const [transport] = transports
  if (!transport) throw new Error('there is no transport')
  const application = await transport.start()
  onTestFinished(() => application.close())
  const { client } = await application.connect()
  await client.profiles.create({ userName: 'Ada', email: null, password })
  await client.conversations.saveDraft({ conversationId: null, text: 'carried' })
  const file = path.join(application.dataFolder, 'Ada.confab-backup')
  writeFileSync(file, (await download(client)).bytes)
  return file
}

/** What the next start finds: the drafts of the profiles, and the folders that belong to none. */
async function foundIn(dataFolder: string) {
  const service = createProfileService({ dataFolder, logger: memoryLogger(), kdf: fastCost })
  const ids = (await service.list()).map(({ id }) => id)
  const drafts: string[] = []
  for (const id of ids) {
    const { dataKey } = await service.signIn('Ada', password)
    const file = profileDatabaseFile(dataFolder, id)
    const database = existsSync(file) ? await openProfileDatabase({ file, dataKey }) : null
    drafts.push(database ? await database.draft(null) : 'no database')
    await database?.close()
  }
  await service.close()
  const folder = path.join(dataFolder, 'profiles')
  const left = existsSync(folder) ? namesIn(folder).filter((name) => !ids.some((id) => id === name)) : []
  return { drafts, left }
}

it.each([
  ['an empty one', '', 1],
  ['one of a backup', 'carried', 2],
])(
  'a profile that is killed while it is made (%s) is not there at all, or whole',
  async (_, draft, kills) => {
    const backup = draft === '' ? '' : await savedBackup()
    const there: boolean[] = []
    const script = path.join(import.meta.dirname, 'createdByStep.ts')
    for (const [step, dataFolder] of (await statesOf(script, password, backup)).entries()) {
      const found = await foundIn(dataFolder)
      const drafts = found.drafts.length === 0 ? [] : [draft]
      expect(found, `killed before step ${step}`).toEqual({ drafts, left: [] })
      there.push(drafts.length > 0)
    }
    // Before its folder, and with a backup between that and the database in it; after those it is in the list.
    expect(there.indexOf(true)).toBeGreaterThanOrEqual(kills)
    expect(there.slice(there.indexOf(true))).not.toContain(false)
  },
)
