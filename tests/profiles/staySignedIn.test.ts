import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openConnection } from '../../electron/core/database/connection.ts'
import type { KeyStore } from '../../electron/core/host.ts'
import {
  ada,
  bob,
  bytesOf,
  fakeKeyStore,
  keepingLogger,
  password,
  profileService,
  temporaryFolder,
} from './temporaryProfiles.ts'

const unavailable = (reason: string) => ({ code: 'KEY_STORE_UNAVAILABLE', data: { reason } })
const refuse = async (): Promise<never> => {
  throw new Error('secret detail')
}

describe('staying signed in', () => {
  it('opens the profile without a password, until it is switched off', async () => {
    const dataFolder = temporaryFolder()
    const service = profileService({ dataFolder, keyStore: fakeKeyStore() })
    expect(await service.keyStore()).toEqual({ available: true })
    const { profile, dataKey } = await service.create(ada, password)
    await expect(service.resume(profile.id)).rejects.toMatchObject(unavailable('absent'))
    expect(await service.setStaySignedIn(profile.id, dataKey)).toMatchObject({ staysSignedIn: true })
    expect((await service.list())[0]).toMatchObject({ staysSignedIn: true })
    expect(bytesOf(dataFolder).includes(dataKey)).toBe(false)
    expect((await service.resume(profile.id)).dataKey.equals(dataKey)).toBe(true)
    await service.changePassword(profile.id, password, 'another one', { staysSignedIn: true })
    expect((await service.resume(profile.id)).dataKey.equals(dataKey)).toBe(true)
    expect(await service.setStaySignedIn(profile.id, null)).toMatchObject({ staysSignedIn: false })
    await expect(service.resume(profile.id)).rejects.toMatchObject(unavailable('absent'))
  })

  it('ends with a change of the password, and with a recovery, unless that is not wanted', async () => {
    const service = profileService({ keyStore: fakeKeyStore() })
    const { profile, dataKey, recoveryCode } = await service.create(ada, password)
    await service.setStaySignedIn(profile.id, dataKey)
    const recovered = await service.recover('ada', recoveryCode, 'a new password', { staysSignedIn: true })
    expect((await service.resume(profile.id)).isCurrent?.()).toBe(true)
    const resumed = await service.resume(profile.id)
    await service.changePassword(profile.id, 'a new password', 'another one')
    expect(resumed.isCurrent?.()).toBe(false)
    await expect(service.resume(profile.id)).rejects.toMatchObject(unavailable('absent'))
    await service.setStaySignedIn(profile.id, dataKey)
    await service.recover('ada', recovered.recoveryCode, password)
    await expect(service.resume(profile.id)).rejects.toMatchObject(unavailable('absent'))
  })

  it('is not begun for a window that was signed out while the key store was asked', async () => {
    const service = profileService({ keyStore: fakeKeyStore() })
    const { profile, dataKey } = await service.create(ada, password)
    const late = service.setStaySignedIn(profile.id, dataKey, () => false)
    await expect(late).rejects.toMatchObject({ code: 'SIGNED_OUT' })
    expect((await service.list())[0]).toMatchObject({ staysSignedIn: false })
  })

  it.each<[string, KeyStore | undefined, string]>([
    ['has none', undefined, 'absent'],
    [
      'keeps keys in plain text',
      fakeKeyStore({ availability: async () => ({ available: false, reason: 'basic-text' }) }),
      'basic-text',
    ],
    ['cannot say', fakeKeyStore({ availability: refuse }), 'failed'],
    ['fails to wrap', fakeKeyStore({ wrap: refuse }), 'failed'],
  ])('is refused where the operating system %s', async (_, keyStore, reason) => {
    const logger = keepingLogger()
    const service = profileService({ keyStore, logger })
    const { profile, dataKey } = await service.create(ada, password)
    await expect(service.setStaySignedIn(profile.id, dataKey)).rejects.toMatchObject(unavailable(reason))
    expect(await service.get(profile.id)).toMatchObject({ staysSignedIn: false })
    expect(logger.lines.join(' ')).not.toContain('secret detail')
  })

  it.each<[string, Partial<KeyStore>]>([
    ['refuses', { unwrap: refuse }],
    ['answers with other bytes', { unwrap: async () => Buffer.alloc(32) }],
    ['answers with too few bytes', { unwrap: async () => Buffer.alloc(3) }],
  ])('says so when the key store %s', async (_, changes) => {
    const service = profileService({ keyStore: fakeKeyStore(changes) })
    const { profile, dataKey } = await service.create(ada, password)
    await service.setStaySignedIn(profile.id, dataKey)
    await expect(service.resume(profile.id)).rejects.toMatchObject(unavailable('failed'))
    expect((await service.signIn('ada', password)).dataKey.equals(dataKey)).toBe(true)
  })

  it('binds the kept key to its profile', async () => {
    const dataFolder = temporaryFolder()
    const service = profileService({ dataFolder, keyStore: fakeKeyStore() })
    const { profile, dataKey } = await service.create(ada, password)
    const other = await service.create(bob, password)
    await service.setStaySignedIn(profile.id, dataKey)
    const db = openConnection({ file: join(dataFolder, 'profiles.db') })
    db.exec(`UPDATE key_wraps SET profile_key = 2 WHERE purpose = 'key-store'`)
    db.close()
    await expect(service.resume(other.profile.id)).rejects.toMatchObject(unavailable('failed'))
  })
})
