import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openConnection } from '../../electron/core/database/connection.ts'
import { profileDatabaseFile } from '../../electron/core/profiles/profilePaths.ts'
import { profileId, type ProfileId } from '../../shared/contract/base.ts'
import { flipBit } from '../backups/damage.ts'
import { ada, bob, bytesOf, password, profileService, temporaryFolder } from './temporaryProfiles.ts'

const anybody = profileId.parse(randomUUID())

describe('changing a profile', () => {
  it('keeps a profile its own name in another case, and refuses that of another', async () => {
    const service = profileService()
    const { profile } = await service.create(ada, password)
    await service.create(bob, password)
    const changed = await service.update(profile.id, { userName: 'ADA', email: null })
    expect(changed).toMatchObject({ userName: 'ADA', email: null })
    expect(await service.get(profile.id)).toEqual(changed)
    const taken = service.update(profile.id, { userName: 'bOB', email: null })
    await expect(taken).rejects.toMatchObject({ code: 'USER_NAME_TAKEN' })
  })

  it('makes the former password open nothing, not even with the bytes left in the file', async () => {
    const dataFolder = temporaryFolder()
    const service = profileService({ dataFolder })
    const { profile, dataKey } = await service.create(ada, password)
    const before = openConnection({ file: join(dataFolder, 'profiles.db') })
    const formerWraps = before.prepare('SELECT wrapped FROM key_wraps').pluck().all() as Buffer[]
    before.close()
    await service.changePassword(profile.id, password, 'another one')
    await service.renewRecoveryCode(profile.id, 'another one')
    const wrong = { code: 'WRONG_PASSWORD' }
    await expect(service.signIn('ada', password)).rejects.toMatchObject(wrong)
    await expect(service.changePassword(profile.id, password, 'x')).rejects.toMatchObject(wrong)
    expect((await service.signIn('ada', 'another one')).dataKey.equals(dataKey)).toBe(true)
    expect(formerWraps).toHaveLength(2)
    for (const wrap of formerWraps) {
      expect(bytesOf(dataFolder).includes(wrap)).toBe(false)
      expect(bytesOf(dataFolder).includes(wrap.toString('base64'))).toBe(false)
    }
  })

  it('makes the former password open nothing from a damaged list that is kept either', async () => {
    const dataFolder = temporaryFolder()
    const list = join(dataFolder, 'profiles.db')
    const service = profileService({ dataFolder })
    const { profile } = await service.create(ada, password)
    const other = await service.create(bob, password)
    const wrapsOf = async (id: ProfileId) => {
      const wraps = await service.wraps(id)
      return [wraps.password, wraps.recovery].flatMap((wrap) => (wrap ? [wrap.wrapped] : []))
    }
    const former = [...(await wrapsOf(profile.id)), ...(await wrapsOf(other.profile.id))]
    await service.close()
    // A bit of the first page's schema: all the rest of the damaged list is as it was.
    flipBit(list, 110)
    const restored = profileService({ dataFolder })
    const kept = restored.repair()?.keptFile ?? ''
    const isKept = () => former.map((wrap) => readFileSync(kept).includes(wrap))
    expect(isKept()).toEqual([true, true, true, true])
    await restored.changePassword(profile.id, password, 'another one')
    expect(isKept()).toEqual([false, true, true, true])
    // As long as somebody is missing the list stays, without what opens a deleted profile; then it goes.
    const missing = dirname(profileDatabaseFile(dataFolder, anybody))
    mkdirSync(join(missing, 'backups'), { recursive: true })
    await restored.delete(other.profile.id)
    expect(isKept()).toEqual([false, true, false, false])
    rmSync(missing, { recursive: true })
    await restored.delete(profile.id)
    expect(restored.repair()?.keptFile).toBeNull()
    expect(bytesOf(dataFolder).includes('ada@example.org')).toBe(false)
  })

  it('lets only one of two password changes that started from the same password win', async () => {
    const service = profileService()
    const { profile } = await service.create(ada, password)
    const both = await Promise.allSettled([
      service.changePassword(profile.id, password, 'first one'),
      service.changePassword(profile.id, password, 'second one'),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  it('checks a password without changing anything', async () => {
    const service = profileService()
    const { profile } = await service.create(ada, password)
    await service.checkPassword(profile.id, password)
    const wrong = service.checkPassword(profile.id, 'wrong one')
    await expect(wrong).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    expect(await service.get(profile.id)).toEqual(profile)
  })
})

describe('deleting a profile', () => {
  it('removes the entry, every wrap of the key and the folder, and nothing of another profile', async () => {
    const dataFolder = temporaryFolder()
    const service = profileService({ dataFolder })
    const { profile } = await service.create(ada, password)
    const other = await service.create(bob, password)
    for (const { id } of [profile, other.profile]) {
      mkdirSync(dirname(profileDatabaseFile(dataFolder, id)), { recursive: true })
      writeFileSync(profileDatabaseFile(dataFolder, id), 'some bytes')
    }
    await service.delete(profile.id)
    expect(readdirSync(join(dataFolder, 'profiles'))).toEqual([other.profile.id])
    expect((await service.list()).map(({ id }) => id)).toEqual([other.profile.id])
    await expect(service.signIn('ada', password)).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    expect(bytesOf(dataFolder).includes('ada@example.org')).toBe(false)
    expect((await service.signIn('bob', password)).dataKey.equals(other.dataKey)).toBe(true)
  })

  it('is finished at the next start when the process was killed before the folder went', async () => {
    const dataFolder = temporaryFolder()
    const service = profileService({ dataFolder })
    const { profile } = await service.create(ada, password)
    await service.delete(profile.id)
    await service.close()
    const db = openConnection({ file: join(dataFolder, 'profiles.db') })
    db.prepare('INSERT INTO deleted_profiles VALUES (?)').run(profile.id)
    db.close()
    mkdirSync(dirname(profileDatabaseFile(dataFolder, profile.id)), { recursive: true })
    writeFileSync(profileDatabaseFile(dataFolder, profile.id), 'left over')
    profileService({ dataFolder })
    expect(existsSync(dirname(profileDatabaseFile(dataFolder, profile.id)))).toBe(false)
  })

  it('leaves a folder alone that is merely unknown: its list of profiles may come back from a backup', () => {
    const dataFolder = temporaryFolder()
    mkdirSync(dirname(profileDatabaseFile(dataFolder, anybody)), { recursive: true })
    profileService({ dataFolder })
    expect(existsSync(dirname(profileDatabaseFile(dataFolder, anybody)))).toBe(true)
  })
})

describe('the list of profiles', () => {
  it('of a newer Confab is refused and left alone', async () => {
    const dataFolder = temporaryFolder()
    await profileService({ dataFolder }).close()
    const db = openConnection({ file: join(dataFolder, 'profiles.db') })
    db.pragma('user_version = 50')
    db.close()
    const before = bytesOf(dataFolder)
    expect(() => profileService({ dataFolder })).toThrow('DATABASE_NEWER')
    expect(bytesOf(dataFolder).equals(before)).toBe(true)
  })
})
