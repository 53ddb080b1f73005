/** Whether a name or an e-mail exists: who is told, and what it costs to ask. */
import { describe, expect, it } from 'vitest'
import {
  createKeyDerivations,
  type KeyDerivation,
  type KeyDerivationCost,
} from '../../electron/core/profiles/keyDerivation.ts'
import { ada, bob, clock, fastCost, password, profileService } from './temporaryProfiles.ts'

/** Derivations that are counted by what they cost. */
function countedDerivations() {
  const real = createKeyDerivations()
  const costs: KeyDerivationCost[] = []
  const counted =
    (derive: KeyDerivation): KeyDerivation =>
    (secret, salt, cost, signal) => {
      const { memory, parallelism, passes } = cost
      costs.push({ memory, passes, parallelism })
      return derive(secret, salt, cost, signal)
    }
  const derivations = {
    derive: counted(real.derive),
    deriveForOutsider: counted(real.deriveForOutsider),
  }
  return { derivations, take: () => costs.splice(0) }
}

async function withAda() {
  const { derivations, take } = countedDerivations()
  const time = clock()
  const service = profileService({ derivations, now: time.now })
  await service.create(ada, password)
  take()
  return { service, take, time }
}

async function codeOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'signed in',
    (error: { readonly code: string; readonly data: unknown }) => [error.code, error.data],
  )
}

describe('a name or an e-mail that no profile has', () => {
  it.each(['Ada', 'ada@example.org', 'nobody', 'nobody@example.org', '\u0430da', '   ', 'x'.repeat(254)])(
    'is answered at sign-in and at recovery as one that some profile has: %j',
    async (login) => {
      const { service, take } = await withAda()
      expect(await codeOf(service.signIn(login, 'wrong'))).toEqual(['WRONG_PASSWORD', {}])
      expect(take()).toEqual([fastCost])
      expect(await codeOf(service.recover(login, 'WRON-G', 'a new password'))).toEqual([
        'WRONG_RECOVERY_CODE',
        {},
      ])
      expect(take()).toEqual([fastCost])
    },
  )

  it('has to wait as one that some profile has, and costs no derivation then', async () => {
    const waits: unknown[] = []
    for (const login of ['ada@example.org', 'nobody@example.org']) {
      const { service, take } = await withAda()
      for (let round = 0; round < 5; round += 1) await codeOf(service.signIn(login, 'wrong'))
      take()
      waits.push(await codeOf(service.signIn(login, 'wrong')), await codeOf(service.recover(login, 'x', 'y')))
      expect(take()).toEqual([])
    }
    expect(waits.slice(0, 2)).toEqual(waits.slice(2))
    expect(waits[0]).toMatchObject(['TOO_MANY_ATTEMPTS', {}])
  })
})

describe('what names exist', () => {
  it('is told to who makes a profile, ten times in a window and thirty on a machine', async () => {
    const { service, time } = await withAda()
    const ask = (windowId: string) =>
      codeOf(service.create({ userName: 'X', email: 'ADA@example.org' }, password, { caller: { windowId } }))
    const answers: unknown[] = []
    // One was taken by the profile of Ada.
    for (let window = 0; window < 4; window += 1) {
      for (let round = 0; round < 11; round += 1) answers.push(await ask(`window ${window}`))
    }
    const told = answers.filter((answer) => Array.isArray(answer) && answer[0] === 'EMAIL_TAKEN')
    expect(told).toHaveLength(29)
    expect(answers[10]).toEqual(['TOO_MANY_ATTEMPTS', { retryAt: time.now() + 60_000 }])
    expect(answers.at(-1)).toEqual(['TOO_MANY_ATTEMPTS', { retryAt: time.now() + 120_000 }])
    time.pass(120_000)
    expect(await ask('window 9')).toEqual(['EMAIL_TAKEN', {}])
  })

  it('is told to who renames a profile within the same bound', async () => {
    const { service } = await withAda()
    const { profile } = await service.create(bob, password)
    const caller = { windowId: 'of Bob' }
    const renamed = { userName: 'Bob', email: 'ada@example.org' }
    for (let round = 0; round < 10; round += 1) {
      expect(await codeOf(service.update(profile.id, renamed, caller))).toEqual(['EMAIL_TAKEN', {}])
    }
    expect(await codeOf(service.update(profile.id, renamed, caller))).toMatchObject(['TOO_MANY_ATTEMPTS', {}])
  })
})
