/** What a process that is killed, as by `kill -9`, leaves of the list of profiles and the key files beside it. */
import { cpSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { profileDatabaseFile } from '../../electron/core/profiles/profilePaths.ts'
import { profileKeyFile } from '../../electron/core/profiles/profilePaths.ts'
import { flipBit } from '../backups/damage.ts'
import { statesOf } from '../support/statesOf.ts'
import { ada, password, profileService, temporaryFolder } from './temporaryProfiles.ts'

const statesIn = (dataFolder: string, what: string) =>
  statesOf(path.join(import.meta.dirname, 'listByStep.ts'), dataFolder, what)

async function folderWithAda() {
  const dataFolder = temporaryFolder()
  const service = profileService({ dataFolder })
  const { dataKey, profile } = await service.create(ada, password)
  await service.close()
  writeFileSync(profileDatabaseFile(dataFolder, profile.id), 'a database')
  return { dataFolder, dataKey, id: profile.id }
}

const listIn = (dataFolder: string): string => path.join(dataFolder, 'profiles.db')

/** Which of two passwords opens the profile: `o`ld or `n`ew. Exactly one does, and to the same key. */
async function opening(dataFolder: string, dataKey: Buffer): Promise<'o' | 'n'> {
  const service = profileService({ dataFolder })
  const tries = await Promise.allSettled([
    service.signIn('ada', password),
    service.signIn('ada', 'another one'),
  ])
  await service.close()
  const keys = tries.map((each) => (each.status === 'fulfilled' ? each.value.dataKey : null))
  expect(keys.filter((key) => key !== null)).toEqual([dataKey])
  return keys[0] ? 'o' : 'n'
}

/** A deletion that has begun is not undone by the loss of the list. */
async function expectGoneWithoutList(dataFolder: string): Promise<void> {
  const copy = temporaryFolder()
  cpSync(dataFolder, copy, { recursive: true })
  for (const ending of ['', '-wal', '-shm']) rmSync(path.join(copy, `profiles.db${ending}`), { force: true })
  expect(await profileService({ dataFolder: copy }).list()).toEqual([])
}

/** Whether the profile is there, opens, and what of it is left on the disk. */
async function afterDeletion(dataFolder: string, dataKey: Buffer) {
  const service = profileService({ dataFolder })
  const isThere = (await service.list()).length > 0
  const opened = isThere ? (await service.signIn('ada', password)).dataKey : dataKey
  expect(opened).toEqual(dataKey)
  await service.close()
  return { isThere, left: readdirSync(path.join(dataFolder, 'profiles')) }
}

describe('a process that is killed', () => {
  it('at any step of a change of the password leaves one that opens, and no key file with the other', async () => {
    const { dataFolder: folder, dataKey, id } = await folderWithAda()
    let seen = ''
    for (const [step, dataFolder] of (await statesIn(folder, 'change')).entries()) {
      const hadKeyFile = existsSync(profileKeyFile(dataFolder, id))
      const before = await opening(dataFolder, dataKey)
      // The start has written a key file that was missing: it stands for the list when that is lost.
      rmSync(listIn(dataFolder))
      const kept = profileService({ dataFolder })
      expect(kept.repair(), `killed before step ${step}`).toMatchObject({ unknownFolders: [] })
      const secret = before === 'o' ? password : 'another one'
      expect((await kept.signIn('ada', secret)).dataKey).toEqual(dataKey)
      await kept.close()
      seen += hadKeyFile ? before.toUpperCase() : before
    }
    // Old with its file (whole, then overwritten), old without, new without, new with its file.
    expect(seen).toMatch(/^O+o+n+N+$/u)
  })

  it('at any step of a deletion leaves a profile that opens, or none for good', async () => {
    const { dataFolder: folder, dataKey, id } = await folderWithAda()
    let seen = ''
    for (const [step, dataFolder] of (await statesIn(folder, 'delete')).entries()) {
      if (!existsSync(profileKeyFile(dataFolder, id))) await expectGoneWithoutList(dataFolder)
      const { isThere, left } = await afterDeletion(dataFolder, dataKey)
      expect(left, `killed before step ${step}`).toEqual(isThere ? [id] : [])
      seen += isThere ? 't' : 'g'
    }
    expect(seen).toMatch(/^t+g+$/u)
  })

  it('at any step of putting a damaged list right has lost nobody, even without a key file', async () => {
    const { dataFolder: folder, dataKey, id } = await folderWithAda()
    rmSync(profileKeyFile(folder, id))
    // The last byte of a page that holds an index: every row can be read.
    flipBit(listIn(folder), 3 * 4096 - 1)
    const states = await statesIn(folder, 'start')
    for (const [step, dataFolder] of states.entries()) {
      const service = profileService({ dataFolder })
      expect((await service.signIn('ada', password)).dataKey, `killed before step ${step}`).toEqual(dataKey)
      const kept = readdirSync(dataFolder).filter((name) => name.startsWith('profiles.db.damaged-'))
      expect(kept).toHaveLength(1)
      expect(readdirSync(dataFolder).filter((name) => name.includes('restor'))).toEqual([])
    }
    expect(states.length).toBeGreaterThan(4)
  })
})
