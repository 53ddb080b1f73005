import { describe, expect, it } from 'vitest'
import { newRecoveryCode, normalizedRecoveryCode } from '../../electron/core/profiles/recoveryCode.ts'
import { ada, fakeKeyStore, password, profileService } from './temporaryProfiles.ts'

describe('a recovery code', () => {
  it('has at least 128 random bits in readable groups without look-alikes', () => {
    const codes = Array.from({ length: 200 }, newRecoveryCode)
    for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/u)
    expect(new Set(codes.join('').replaceAll('-', '')).size).toBe(32)
    expect(new Set(codes).size).toBe(200)
  })

  it('may be typed in lower case, with look-alike letters and any spaces or dashes', () => {
    expect(normalizedRecoveryCode(' oIlz-abcd –1O10\u00a0')).toBe('011ZABCD1010')
  })

  it('sets a new password and is replaced by the next code, which works', async () => {
    const service = profileService({ keyStore: fakeKeyStore() })
    const created = await service.create(ada, password)
    await service.setStaySignedIn(created.profile.id, created.dataKey)
    const typed = created.recoveryCode
      .toLowerCase()
      .replaceAll('-', ' ')
      .replaceAll('0', 'o')
      .replaceAll('1', 'l')
    const recovered = await service.recover('ADA', typed, 'a new password')
    expect(recovered.dataKey.equals(created.dataKey)).toBe(true)
    expect(recovered.recoveryCode).not.toBe(created.recoveryCode)
    const wrongCode = { code: 'WRONG_RECOVERY_CODE' }
    await expect(service.recover('ada', created.recoveryCode, 'x')).rejects.toMatchObject(wrongCode)
    await expect(service.signIn('ada', password)).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    expect((await service.signIn('ada', 'a new password')).dataKey.equals(created.dataKey)).toBe(true)
    const again = await service.recover('ada', recovered.recoveryCode, 'third password')
    expect(again.dataKey.equals(created.dataKey)).toBe(true)
  })

  it('takes away the key that the operating system kept', async () => {
    const service = profileService({ keyStore: fakeKeyStore() })
    const { profile, dataKey, recoveryCode } = await service.create(ada, password)
    await service.setStaySignedIn(profile.id, dataKey)
    const recovered = await service.recover('ada', recoveryCode, 'a new password')
    expect(recovered.profile.staysSignedIn).toBe(false)
    await expect(service.resume(profile.id)).rejects.toMatchObject({ code: 'KEY_STORE_UNAVAILABLE' })
  })

  it('is renewed with the password alone, and the former one stops working', async () => {
    const service = profileService()
    const { profile, recoveryCode } = await service.create(ada, password)
    const wrong = service.renewRecoveryCode(profile.id, 'wrong one')
    await expect(wrong).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    const renewed = await service.renewRecoveryCode(profile.id, password)
    const former = service.recover('ada', recoveryCode, 'a new password')
    await expect(former).rejects.toMatchObject({ code: 'WRONG_RECOVERY_CODE' })
    expect((await service.recover('ada', renewed, 'a new password')).profile.id).toBe(profile.id)
  })

  it('is not the password, nor the password a code', async () => {
    const service = profileService()
    const { recoveryCode } = await service.create(ada, 'ABCDEFGH')
    await expect(service.signIn('ada', recoveryCode)).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    const swapped = service.recover('ada', 'ABCDEFGH', 'a new password')
    await expect(swapped).rejects.toMatchObject({ code: 'WRONG_RECOVERY_CODE' })
  })
})
