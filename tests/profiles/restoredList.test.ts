/** What a list of profiles is after it was put right, and what it is not. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { openConnection } from '../../electron/core/database/connection.ts'
import { profileFolder, profileKeyFile } from '../../electron/core/profiles/profilePaths.ts'
import { flipBit } from '../backups/damage.ts'
import { copyOf, flipIn, listOf, makeAdaFolder, pageSize, saltIn, type AdaFolder } from './adaFolder.ts'
import { ada, bob, fakeKeyStore, password, profileService, temporaryFolder } from './temporaryProfiles.ts'

let whole: AdaFolder

beforeAll(async () => {
  whole = await makeAdaFolder()
  return whole.remove
})

describe('a list of profiles that', () => {
  it('was made to disappear gives nobody free attempts', async () => {
    const dataFolder = copyOf(whole)
    rmSync(listOf(dataFolder))
    const service = profileService({ dataFolder })
    await expect(service.signIn('ada', 'wrong one')).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    await expect(service.signIn('ada', password)).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' })
  })

  it('is lost brings no former password back', async () => {
    const dataFolder = copyOf(whole)
    const service = profileService({ dataFolder })
    await service.changePassword(whole.id, password, 'another one')
    await service.close()
    rmSync(listOf(dataFolder))
    const restored = profileService({ dataFolder })
    await expect(restored.signIn('ada', password)).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    rmSync(listOf(dataFolder))
    const again = profileService({ dataFolder })
    expect((await again.signIn('ada', 'another one')).dataKey).toEqual(whole.dataKey)
  })

  it('is older than the folders is brought up to date from them, password and all', async () => {
    const dataFolder = copyOf(whole)
    const service = profileService({ dataFolder })
    const other = await service.create(bob, password)
    await service.changePassword(whole.id, password, 'another one')
    await service.close()
    cpSync(listOf(whole.folder), listOf(dataFolder))
    const older = profileService({ dataFolder, keyStore: fakeKeyStore() })
    expect(older.repair()).toMatchObject({ isRestored: true, keptFile: null })
    expect((await older.list()).map(({ userName }) => userName).toSorted()).toEqual(['Ada', 'Bob'])
    await expect(older.resume(whole.id)).rejects.toMatchObject({ code: 'KEY_STORE_UNAVAILABLE' })
    expect((await older.signIn('bob', password)).dataKey).toEqual(other.dataKey)
    await expect(older.signIn('ada', password)).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
  })

  it('is damaged gives back also a profile whose key file is missing', async () => {
    const dataFolder = copyOf(whole)
    rmSync(profileKeyFile(dataFolder, whole.id))
    flipIn(listOf(dataFolder), saltIn(whole, 'recovery'))
    const service = profileService({ dataFolder })
    expect(service.repair()).toMatchObject({ isRestored: true, unknownFolders: [] })
    expect((await service.signIn('ada', password)).dataKey).toEqual(whole.dataKey)
    // Which bit it was that changed is not known: a code that does not fit is not called wrong, nor counted.
    for (let round = 0; round < 8; round += 1) {
      const recovered = service.recover('ada', whole.recoveryCode, 'another one')
      await expect(recovered).rejects.toMatchObject({ code: 'PROFILE_LIST_DAMAGED' })
    }
    expect((await service.signIn('ada', password)).dataKey).toEqual(whole.dataKey)
    await service.close()
    expect(profileService({ dataFolder }).repair()).toBeNull()
  })

  it('is gone with the key file names the folder, and keeps on as long as it is there', async () => {
    const dataFolder = copyOf(whole)
    rmSync(profileKeyFile(dataFolder, whole.id))
    rmSync(listOf(dataFolder))
    const unknownFolders = [profileFolder(dataFolder, whole.id)]
    const service = profileService({ dataFolder })
    expect(service.repair()).toEqual({ isRestored: true, keptFile: null, unknownFolders })
    expect(await service.list()).toEqual([])
    await service.create(ada, password)
    await service.close()
    const next = profileService({ dataFolder })
    expect(next.repair()).toEqual({ isRestored: false, keptFile: null, unknownFolders })
  })

  it('is absent where nobody has been is simply made', () => {
    const dataFolder = temporaryFolder()
    expect(profileService({ dataFolder }).repair()).toBeNull()
    expect(readdirSync(dataFolder).filter((name) => name.includes('damaged'))).toEqual([])
  })
})

describe('damage to the list that shows only while it is open', () => {
  it('is not called a wrong password and not counted', async () => {
    const dataFolder = copyOf(whole)
    const service = profileService({ dataFolder })
    const db = openConnection({ file: listOf(dataFolder) })
    db.exec(`UPDATE key_wraps SET salt = randomblob(16) WHERE purpose = 'password'`)
    for (let round = 0; round < 8; round += 1) {
      await expect(service.signIn('ada', password)).rejects.toMatchObject({ code: 'PROFILE_LIST_DAMAGED' })
    }
    expect(db.prepare('SELECT failed_attempts FROM profiles').pluck().get()).toBe(0)
    db.exec(`UPDATE key_wraps SET memory = 2000000000 WHERE purpose = 'password'`)
    await expect(service.signIn('ada', password)).rejects.toMatchObject({ code: 'PROFILE_LIST_DAMAGED' })
    db.close()
    await service.close()
    expect((await profileService({ dataFolder }).signIn('ada', password)).dataKey).toEqual(whole.dataKey)
  })

  it('is told from a defect of Confab when a page cannot be read', async () => {
    const dataFolder = copyOf(whole)
    const service = profileService({ dataFolder })
    const content = readFileSync(listOf(dataFolder))
    const db = openConnection({ file: listOf(dataFolder) })
    onTestFinished(() => void db.close())
    // A commit of another connection makes the service read the pages again.
    db.exec('UPDATE profiles SET failed_attempts = 0')
    db.pragma('wal_checkpoint(TRUNCATE)')
    const pages = content.length / pageSize
    for (let page = 1; page < pages; page += 1) flipBit(listOf(dataFolder), page * pageSize, 7)
    await expect(service.list()).rejects.toMatchObject({ code: 'PROFILE_LIST_DAMAGED' })
  })
})

describe('two lists of one folder', () => {
  it('with the same name in both give the second another', async () => {
    const dataFolder = copyOf(whole)
    const elsewhere = temporaryFolder()
    const service = profileService({ dataFolder: elsewhere })
    const other = await service.create(ada, password)
    await service.close()
    mkdirSync(path.join(dataFolder, 'profiles'), { recursive: true })
    cpSync(profileFolder(elsewhere, other.profile.id), profileFolder(dataFolder, other.profile.id), {
      recursive: true,
    })
    const both = profileService({ dataFolder })
    expect((await both.list()).map(({ userName }) => userName).toSorted()).toEqual(['Ada', 'Ada (2)'])
    expect((await both.signIn('Ada (2)', password)).dataKey).toEqual(other.dataKey)
    expect((await both.signIn('ada', password)).dataKey).toEqual(whole.dataKey)
    await both.close()
    expect(profileService({ dataFolder }).repair()).toBeNull()
  })
})
