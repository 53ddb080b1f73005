/** A change of the data key that is killed, at whichever step. */
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { backupFile, backupFolderOf } from '../../electron/core/backups/backupFolder.ts'
import { newBackupId } from '../../electron/core/backups/backupNames.ts'
import type { Copier } from '../../electron/core/backups/copier.ts'
import { formerKeysIn } from '../../electron/core/backups/formerKeysIn.ts'
import { tidyProfileFolder } from '../../electron/core/backups/openChecked.ts'
import { runJob } from '../../electron/core/backups/runJob.ts'
import { openProfileDatabase } from '../../electron/core/database/openProfileDatabase.ts'
import type { ProfileService } from '../../electron/core/profiles/profileService.ts'
import type { ProfileId } from '../../shared/contract/base.ts'
import { readKeyFile } from '../../electron/core/profiles/keyFile.ts'
import { profileDatabaseFile, profileKeyFile } from '../../electron/core/profiles/profilePaths.ts'
import { namesIn, textsIn } from '../backups/backupsTest.ts'
import { answeredTurn } from '../database/temporaryProfile.ts'
import { statesOf } from '../support/statesOf.ts'
import { ada, bytesOf, fakeKeyStore, password, profileService, temporaryFolder } from './temporaryProfiles.ts'

vi.setConfig({ testTimeout: 120_000 })

const copier: Copier = { run: (job) => runJob(job) }
const backupOf = (file: string): string =>
  backupFile(backupFolderOf(file), newBackupId('daily', 1_700_000_000_000))
const texts = ['a question', 'A page is a page.']

/** A profile with a message, a backup under its key, and a wrap for the key store. */
async function folderWithAda() {
  const dataFolder = temporaryFolder()
  const service = profileService({ dataFolder, keyStore: fakeKeyStore() })
  const { dataKey, profile, recoveryCode } = await service.create(ada, password)
  await service.setStaySignedIn(profile.id, dataKey)
  await service.close()
  const file = profileDatabaseFile(dataFolder, profile.id)
  const database = await openProfileDatabase({ file, dataKey })
  await answeredTurn(database, { text: 'a question' })
  await database.close()
  const backup = backupOf(file)
  mkdirSync(path.dirname(backup), { recursive: true })
  cpSync(file, backup)
  const record = JSON.parse(readFileSync(profileKeyFile(dataFolder, profile.id), 'utf8'))
  const wraps = [record.password.wrapped, record.recovery.wrapped].map((text) =>
    Buffer.from(String(text), 'base64'),
  )
  return { dataFolder, dataKey, id: profile.id, recoveryCode, wraps }
}

type Ada = Awaited<ReturnType<typeof folderWithAda>>

function copied(dataFolder: string): string {
  const copy = temporaryFolder()
  cpSync(dataFolder, copy, { recursive: true })
  return copy
}

/** The code of what a call failed with; null where it did not. */
async function refusal(call: Promise<unknown>): Promise<string | null> {
  const [tried] = await Promise.allSettled([call])
  return tried.status === 'rejected' ? (tried.reason as Error).message : null
}

/** What there is when the password has opened the profile. */
async function opened(folder: string, { dataKey: former, id, wraps }: Ada) {
  const service = profileService({ dataFolder: folder, keyStore: fakeKeyStore() })
  const { dataKey, recoveryCode } = await service.signIn('ada', password)
  const file = profileDatabaseFile(folder, id)
  tidyProfileFolder(file)
  const formerKeys = await formerKeysIn(copier, file, dataKey)
  const look = { kind: 'check', file: backupOf(file), target: null, dataKey, formerKeys } as const
  const bytes = bytesOf(folder)
  const found = {
    isNext: !dataKey.equals(former),
    texts: textsIn(file, dataKey),
    leftovers: namesIn(path.dirname(file)).filter((name) => name.includes('rekeyed')),
    keptKeys: formerKeys.map(({ key }) => Buffer.from(key)),
    backup: (await runJob(look)).outcome,
    hasFormerWraps: wraps.some((wrap) => bytes.includes(wrap) || bytes.includes(wrap.toString('base64'))),
    resumed: await refusal(service.resume(id)),
    // The code that is shown where the change had to be finished.
    shown:
      recoveryCode === null ? null : await refusal(service.recover('ada', recoveryCode, 'a new password')),
  }
  await service.close()
  return found
}

/** The key that the former recovery code, or the password, opens; null where it is refused. */
async function keyOf(
  folder: string,
  open: (service: ProfileService) => Promise<{ readonly dataKey: Buffer }>,
) {
  const service = profileService({ dataFolder: folder })
  const [tried] = await Promise.allSettled([open(service)])
  await service.close()
  return tried.status === 'fulfilled' ? tried.value.dataKey : null
}

/** The profile from its key file alone: the list is lost. Null where there is no key file that counts. */
async function textsByFile(folder: string, id: ProfileId): Promise<readonly unknown[] | null> {
  // One that is being overwritten is none.
  if (!readKeyFile(folder, id)) return null
  for (const ending of ['', '-wal', '-shm'])
    rmSync(path.join(folder, `profiles.db${ending}`), { force: true })
  const key = await keyOf(folder, (service) => service.signIn('ada', password))
  return key && textsIn(profileDatabaseFile(folder, id), key)
}

describe('a change of the data key that is killed', () => {
  it('at any step leaves a profile that opens with everything, by the list and by the key file alone', async () => {
    const made = await folderWithAda()
    const script = path.join(import.meta.dirname, 'keyChangeByStep.ts')
    let seen = ''
    for (const [step, folder] of (await statesOf(script, made.dataFolder)).entries()) {
      const [byCode, byFile] = [copied(folder), copied(folder)]
      const { isNext, ...found } = await opened(folder, made)
      expect(found, `killed before step ${step}`).toEqual({
        texts,
        leftovers: [],
        keptKeys: isNext ? [made.dataKey] : [],
        backup: 'done',
        hasFormerWraps: !isNext,
        resumed: isNext ? 'KEY_STORE_UNAVAILABLE' : null,
        shown: null,
      })
      const former = await keyOf(byCode, (service) =>
        service.recover('ada', made.recoveryCode, 'a new password'),
      )
      expect(former).toEqual(isNext ? null : made.dataKey)
      expect([texts, null]).toContainEqual(await textsByFile(byFile, made.id))
      seen += isNext ? 'n' : 'o'
    }
    expect(seen).toMatch(/^o{4,}n{3,}$/u)
  })
})
