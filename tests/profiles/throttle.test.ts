import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openConnection } from '../../electron/core/database/connection.ts'
import type { ProfileService } from '../../electron/core/profiles/profileService.ts'
import { ada, bob, clock, password, profileService, temporaryFolder } from './temporaryProfiles.ts'

const minutes = 60_000

async function fail(service: ProfileService, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    await expect(service.signIn('ada', 'wrong one')).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
  }
}

async function throttled() {
  const dataFolder = temporaryFolder()
  const time = clock()
  const service = profileService({ dataFolder, now: time.now })
  const { profile, recoveryCode } = await service.create(ada, password)
  return { dataFolder, time, service, profile, recoveryCode }
}

describe('wrong passwords', () => {
  it('cost a wait from the fifth on, doubling up to half a minute', async () => {
    const { service, time } = await throttled()
    await fail(service, 4)
    const waits: number[] = []
    for (let round = 0; round < 11; round += 1) {
      await fail(service, 1)
      const refusal: unknown = await service.signIn('ada', password).catch((error: unknown) => error)
      const { retryAt } = (refusal as { data: { retryAt: number } }).data
      waits.push((retryAt - time.now()) / 1000)
      time.set(retryAt)
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30, 30, 30, 30, 30])
  })

  it('are forgotten after the right one', async () => {
    const { service } = await throttled()
    for (let round = 0; round < 3; round += 1) {
      await fail(service, 4)
      expect((await service.signIn('ada', password)).profile.userName).toBe('Ada')
    }
  })

  it('are remembered over a restart', async () => {
    const { service, dataFolder, time } = await throttled()
    await fail(service, 5)
    await service.close()
    const restarted = profileService({ dataFolder, now: time.now })
    const refusal = { code: 'TOO_MANY_ATTEMPTS', data: { retryAt: time.now() + 1000 } }
    await expect(restarted.signIn('ada', password)).rejects.toMatchObject(refusal)
  })

  it('are counted before they are checked: a process killed in the middle gives no free try', async () => {
    const { service, dataFolder } = await throttled()
    const attempt = service.signIn('ada', 'wrong one')
    const db = openConnection({ file: join(dataFolder, 'profiles.db') })
    expect(db.prepare('SELECT failed_attempts FROM profiles').pluck().get()).toBe(1)
    db.close()
    await expect(attempt).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
  })

  it('are counted also when a flood of them arrives at once', async () => {
    const { service } = await throttled()
    const flood = Array.from({ length: 40 }, () => service.signIn('ada', 'wrong one'))
    const codes = (await Promise.allSettled(flood)).map((result) =>
      result.status === 'rejected' ? String(result.reason.code) : 'signed in',
    )
    expect(codes.filter((code) => code === 'WRONG_PASSWORD')).toHaveLength(5)
    expect(codes.filter((code) => code === 'TOO_MANY_ATTEMPTS')).toHaveLength(35)
  })

  it('share one count with wrong codes and with the checks of a password', async () => {
    const { service, profile } = await throttled()
    const attempts = [
      () => service.recover('ada', 'wrong', 'new password'),
      () => service.changePassword(profile.id, 'wrong', 'new password'),
      () => service.renewRecoveryCode(profile.id, 'wrong'),
      () => service.checkPassword(profile.id, 'wrong'),
      () => service.signIn('ada', 'wrong'),
    ]
    for (const attempt of attempts)
      await expect(attempt()).rejects.toMatchObject({ code: expect.stringMatching(/^WRONG_/u) })
    for (const attempt of attempts)
      await expect(attempt()).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' })
  })

  it('lock nobody out for longer than the wait when the clock is set back', async () => {
    const { service, time } = await throttled()
    await fail(service, 5)
    time.pass(-365 * 24 * 60 * minutes)
    const refusal = { code: 'TOO_MANY_ATTEMPTS', data: { retryAt: time.now() + 1000 } }
    await expect(service.signIn('ada', password)).rejects.toMatchObject(refusal)
    time.pass(500)
    await expect(service.signIn('ada', password)).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' })
    time.pass(500)
    expect((await service.signIn('ada', password)).profile.userName).toBe('Ada')
  })

  it('are forgotten after a quarter of an hour without any', async () => {
    const { service, time } = await throttled()
    await fail(service, 5)
    time.pass(15 * minutes + 1000)
    await fail(service, 4)
    expect((await service.signIn('ada', password)).profile.userName).toBe('Ada')
  })
})

/** A window by its name. */
const from = (windowId: string) => ({ windowId })
const tooMany = { code: 'TOO_MANY_ATTEMPTS' }
const wrong = { code: 'WRONG_PASSWORD' }

describe('windows that were never signed in', () => {
  it('share one count, whichever profile they try and whether or not it exists', async () => {
    const { service } = await throttled()
    await service.create(bob, password)
    const logins = ['ada', 'bob', 'nobody', 'ada@example.org', 'nobody@example.org']
    for (const [index, login] of logins.entries()) {
      await expect(service.signIn(login, 'wrong', from(`window ${index}`))).rejects.toMatchObject(wrong)
    }
    for (const login of logins) {
      await expect(service.signIn(login, 'wrong', from(`new for ${login}`))).rejects.toMatchObject(tooMany)
    }
  })

  it('win no tries by signing in to a profile of their own between two guesses', async () => {
    const { service } = await throttled()
    const { profile } = await service.create(bob, password)
    service.rememberWindow(profile.id, 'of Bob')
    for (let round = 0; round < 5; round += 1) {
      await expect(service.signIn('ada', `guess ${round}`, from('of Bob'))).rejects.toMatchObject(wrong)
      await service.signIn('bob', password, from('of Bob'))
    }
    await expect(service.signIn('ada', 'guess', from('of Bob'))).rejects.toMatchObject(tooMany)
  })
})

describe('a window that was signed in to a profile before', () => {
  it('is not kept out by what others get wrong, and has a wait of its own', async () => {
    const { profile, service, time } = await throttled()
    service.rememberWindow(profile.id, 'of Ada')
    for (let round = 0; round < 20; round += 1) {
      await service.signIn('ada', 'wrong', from(`window ${round}`)).catch(() => undefined)
    }
    await expect(service.signIn('ada', password, from('another'))).rejects.toMatchObject(tooMany)
    for (let round = 0; round < 5; round += 1) {
      await expect(service.signIn('ada', 'mistyped', from('of Ada'))).rejects.toMatchObject(wrong)
    }
    const refusal = { ...tooMany, data: { retryAt: time.now() + 1000 } }
    await expect(service.signIn('ada', password, from('of Ada'))).rejects.toMatchObject(refusal)
    time.pass(1000)
    expect((await service.signIn('ada', password, from('of Ada'))).profile.id).toBe(profile.id)
  })

  it('gets nothing wrong for others', async () => {
    const { profile, service } = await throttled()
    service.rememberWindow(profile.id, 'of Ada')
    for (let round = 0; round < 5; round += 1) {
      await expect(service.checkPassword(profile.id, 'wrong', from('of Ada'))).rejects.toMatchObject(wrong)
    }
    expect((await service.signIn('ada', password, from('another'))).profile.id).toBe(profile.id)
  })

  it('has no count of its own for another profile, nor for an e-mail, which nobody is to be found by', async () => {
    const { profile, service } = await throttled()
    await service.create(bob, password)
    service.rememberWindow(profile.id, 'of Ada')
    await fail(service, 5)
    for (const login of ['bob', 'ada@example.org', 'nobody@example.org']) {
      await expect(service.signIn(login, password, from('of Ada'))).rejects.toMatchObject(tooMany)
    }
  })

  it('is one of sixteen: a later one takes its place', async () => {
    const { profile, service } = await throttled()
    for (let window = 0; window < 17; window += 1) service.rememberWindow(profile.id, `window ${window}`)
    await fail(service, 5)
    await expect(service.signIn('ada', password, from('window 0'))).rejects.toMatchObject(tooMany)
    expect((await service.signIn('ada', password, from('window 1'))).profile.id).toBe(profile.id)
  })
})
