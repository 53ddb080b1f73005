/** What a new password, a recovery and a restoration mean to the other windows of a profile. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Event } from '../../shared/contract/events.ts'
import type { Client } from '../../shared/contract/index.ts'
import { codeOf } from './conversing.ts'
import { transports, type TestApplication } from './transports.ts'

vi.setConfig({ testTimeout: 120_000 })

const password = 'correct horse'
const newPassword = 'a new password'

/** Everything that a window is told until its stream ends. */
async function toldUntilEnd(client: Client): Promise<Promise<readonly Event[]>[]> {
  const stream = await client.events.subscribe({})
  await stream.next()
  const all = async (): Promise<readonly Event[]> => {
    const events: Event[] = []
    for await (const event of stream) events.push(event)
    return events
  }
  // In a list: a promise of a promise would wait for both.
  return [all()]
}

describe.each(transports)('the other windows over a $name', ({ start }) => {
  let application: TestApplication

  beforeEach(async () => {
    application = await start()
  })

  afterEach(() => application.close())

  async function signedIn(): Promise<Client> {
    const { client } = await application.connect()
    await client.profiles.signIn({ login: 'Ada', password, staySignedIn: false })
    return client
  }

  /** A profile with two windows, and a profile of somebody else. */
  async function twoWindows() {
    const { client } = await application.connect()
    const made = await client.profiles.create({ userName: 'Ada', email: null, password })
    const other = await signedIn()
    const bob = (await application.connect()).client
    await bob.profiles.create({ userName: 'Bob', email: null, password })
    return { client, other, bob, recoveryCode: made.recoveryCode }
  }

  it('are signed out by a new password, and told why; the one that set it and other people are not', async () => {
    const { bob, client, other } = await twoWindows()
    const [told] = await toldUntilEnd(other)
    const { profile } = await client.profiles.changePassword({ currentPassword: password, newPassword })
    expect(profile).toMatchObject({ userName: 'Ada', staysSignedIn: false })
    expect((await told)?.at(-1)).toEqual({ type: 'signed-out', reason: 'password-changed' })
    expect(await codeOf(other.preferences.get({}))).toBe('SIGNED_OUT')
    await client.preferences.get({})
    await bob.preferences.get({})
    expect(await codeOf(other.profiles.signIn({ login: 'Ada', password, staySignedIn: false }))).toBe(
      'WRONG_PASSWORD',
    )
    await other.profiles.signIn({ login: 'Ada', password: newPassword, staySignedIn: false })
  })

  it('stay where that is wanted, and where the password was wrong', async () => {
    const { client, other, recoveryCode } = await twoWindows()
    const wrong = client.profiles.changePassword({ currentPassword: 'not this one', newPassword })
    expect(await codeOf(wrong)).toBe('WRONG_PASSWORD')
    await other.preferences.get({})
    await client.profiles.changePassword({ currentPassword: password, newPassword, signOutOthers: false })
    await other.preferences.get({})
    const third = (await application.connect()).client
    await third.profiles.recover({ login: 'Ada', recoveryCode, newPassword: password, signOutOthers: false })
    await other.preferences.get({})
    await client.preferences.get({})
  })

  it('are signed out by a recovery', async () => {
    const { bob, client, other, recoveryCode } = await twoWindows()
    const [told] = await toldUntilEnd(other)
    const third = (await application.connect()).client
    await third.profiles.recover({ login: 'Ada', recoveryCode, newPassword })
    expect((await told)?.at(-1)).toEqual({ type: 'signed-out', reason: 'password-changed' })
    for (const each of [client, other]) expect(await codeOf(each.preferences.get({}))).toBe('SIGNED_OUT')
    await third.preferences.get({})
    await bob.preferences.get({})
  })

  it('are not joined by one whose password was right when it was checked and is not any more', async () => {
    const { client } = await twoWindows()
    const late = await application.connect()
    const [entering] = await Promise.allSettled([
      late.client.profiles.signIn({ login: 'Ada', password, staySignedIn: false }),
      client.profiles.changePassword({ currentPassword: password, newPassword }),
    ])
    // Whichever came first: the old password leads nowhere afterwards.
    expect(['fulfilled', 'rejected']).toContain(entering.status)
    expect(await codeOf(late.client.preferences.get({}))).toBe('SIGNED_OUT')
  })
})
