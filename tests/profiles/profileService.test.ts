import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openConnection } from '../../electron/core/database/connection.ts'
import { sealRecord } from '../../electron/core/database/profileList/keyRecords.ts'
import { profileId } from '../../shared/contract/base.ts'
import { ada, bob, bytesOf, clock, password, profileService, temporaryFolder } from './temporaryProfiles.ts'

const anybody = profileId.parse(randomUUID())

describe('creating a profile', () => {
  it('gives a random key, which the password opens again after a restart', async () => {
    const dataFolder = temporaryFolder()
    const service = profileService({ dataFolder })
    const created = await service.create(ada, password)
    const other = await service.create(bob, password)
    expect(created.dataKey).toHaveLength(32)
    expect(created.dataKey.equals(other.dataKey)).toBe(false)
    await service.close()
    const reopened = profileService({ dataFolder })
    const { dataKey, profile } = await reopened.signIn('Ada', password)
    expect(dataKey.equals(created.dataKey)).toBe(true)
    expect(profile).toMatchObject({ id: created.profile.id, ...ada, staysSignedIn: false })
  })

  it('keeps neither the key, nor the password, nor the recovery code in a file', async () => {
    const dataFolder = temporaryFolder()
    const service = profileService({ dataFolder })
    const { dataKey, recoveryCode } = await service.create(ada, password)
    await service.signIn('ada', password)
    const open = bytesOf(dataFolder)
    await service.close()
    for (const bytes of [open, bytesOf(dataFolder)]) {
      expect(bytes.includes('Ada')).toBe(true)
      for (const secret of [
        dataKey,
        dataKey.toString('hex'),
        dataKey.toString('base64'),
        password,
        recoveryCode,
        recoveryCode.replaceAll('-', ''),
      ]) {
        expect(bytes.includes(secret)).toBe(false)
      }
    }
  })

  it.each([
    ['Ada', 'ADA'],
    ['Ünal', 'üNAL'],
    ['Жанна', 'жАННА'],
    ['Ａｄａ', 'ada'],
    ['Straße', 'STRASSE'],
    ['Σίσυφος', 'ΣΊΣΥΦΟΣ'],
    ['Zoë', 'Zoe\u0308'],
  ])('takes %s and %s for the same user name', async (userName, other) => {
    const service = profileService()
    const { profile } = await service.create({ userName, email: null }, password)
    const taken = service.create({ userName: other, email: null }, password)
    await expect(taken).rejects.toMatchObject({ code: 'USER_NAME_TAKEN' })
    expect((await service.signIn(other, password)).profile.id).toBe(profile.id)
  })

  it('refuses an e-mail that is taken, and a user name or e-mail by which another could be meant', async () => {
    const service = profileService()
    await service.create(ada, password)
    const refusals = [
      [{ userName: 'Other', email: 'ADA@Example.org' }, 'EMAIL_TAKEN'],
      [{ userName: 'ada@example.org', email: null }, 'USER_NAME_TAKEN'],
    ] as const
    for (const [identity, code] of refusals) {
      await expect(service.create(identity, password)).rejects.toMatchObject({ code })
    }
    expect(await service.list()).toHaveLength(1)
  })

  it('gives a name to one of two windows that ask for it at once', async () => {
    const service = profileService()
    const both = await Promise.allSettled([service.create(ada, password), service.create(ada, 'another one')])
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(both[1]).toMatchObject({ reason: { code: 'USER_NAME_TAKEN' } })
  })
})

describe('signing in', () => {
  it('takes the user name or the e-mail, in any case', async () => {
    const service = profileService()
    const { profile } = await service.create(ada, password)
    for (const login of ['Ada', 'aDA', 'ada@example.org', 'ADA@EXAMPLE.ORG', ' ada ']) {
      expect((await service.signIn(login, password)).profile.id).toBe(profile.id)
    }
  })

  it('takes a password typed with combining accents', async () => {
    const service = profileService()
    await service.create(ada, 'pässwörd')
    expect((await service.signIn('ada', 'pa\u0308sswo\u0308rd')).profile.userName).toBe('Ada')
  })

  it('refuses a wrong password and an unknown id', async () => {
    const service = profileService()
    await service.create(ada, password)
    await expect(service.signIn('ada', 'Correct horse')).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    const unknown = { code: 'PROFILE_NOT_FOUND' }
    for (const call of [service.get(anybody), service.resume(anybody), service.delete(anybody)]) {
      await expect(call).rejects.toMatchObject(unknown)
    }
  })

  it('does not open with the wraps of another profile put in their place', async () => {
    const dataFolder = temporaryFolder()
    const service = profileService({ dataFolder })
    await service.create(ada, password)
    await service.create(bob, password)
    await service.close()
    const db = openConnection({ file: join(dataFolder, 'profiles.db') })
    db.exec(`DELETE FROM key_wraps WHERE profile_key = 1; UPDATE key_wraps SET profile_key = 1`)
    sealRecord(db, 1, 100)
    db.close()
    const swapped = profileService({ dataFolder })
    await expect(swapped.signIn('ada', password)).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
  })

  it('lists the last used profile first, then by name', async () => {
    const time = clock()
    const service = profileService({ now: time.now })
    const names = async () => (await service.list()).map(({ userName }) => userName)
    for (const userName of ['zoe', 'Yan', 'xia']) await service.create({ userName, email: null }, password)
    expect(await names()).toEqual(['xia', 'Yan', 'zoe'])
    time.pass(1)
    const { profile } = await service.signIn('zoe', password)
    expect(profile.lastSignedInAt).toBe(time.now())
    expect(await names()).toEqual(['zoe', 'xia', 'Yan'])
  })
})
