/** What anybody may do without signing in, and that it costs those who are signed in, or about to be, next to nothing. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { encodeHeader, type FileHeader } from '../../electron/core/backups/backupFileFormat.ts'
import { profileId } from '../../shared/contract/base.ts'
import { contract } from '../../shared/contract/index.ts'
import { upload } from '../backups/backupFiles.ts'
import { codeOf } from './conversing.ts'
import { transports, type TestApplication, type TestWindow } from './transports.ts'

vi.setConfig({ testTimeout: 120_000 })

const password = 'correct horse'

/**
 * Every procedure that needs no sign-in, with what bounds its cost. A new one makes this fail: think of what it may cost
 * in derivations, memory, bytes on the disk, processes and lines of the log.
 */
const openProcedures = {
  'app.info': 'reads what is in memory',
  'session.get': 'reads one row',
  'profiles.list': 'reads the list; the key store is asked for its state alone',
  'profiles.create': 'counted by window and machine; its derivations wait behind sign-ins, in a bounded lane',
  'profiles.signIn': 'counted before the one derivation, also for names that do not exist; bounded queue',
  'profiles.recover': 'as signIn',
  'profiles.restoreBackup': 'as signIn; the rest needs the right secret',
  'profiles.resume': 'counted by window and machine',
  'profiles.createFromBackup':
    'counted by window and machine; one derivation in the lane of outsiders, at most twice ours',
  'backups.startUpload':
    'four slots, one of each window; room of the disk that is left to others; begun one at a time',
  'backups.addPiece': 'as many bytes as were named, refused when they do not begin as a backup',
  'backups.cancelUpload': 'frees what it had',
}

interface Procedure {
  readonly '~orpc': { readonly meta: { readonly signedIn: boolean } }
}

function openIn(router: object, path: readonly string[] = []): readonly string[] {
  return Object.entries(router).flatMap(([name, value]: [string, object]) => {
    if (!('~orpc' in value)) return openIn(value, [...path, name])
    return (value as Procedure)['~orpc'].meta.signedIn ? [] : [[...path, name].join('.')]
  })
}

it('the procedures that need no sign-in are these', () => {
  expect(openIn(contract).toSorted()).toEqual(Object.keys(openProcedures).toSorted())
})

function madeUp(cost: { memory: number; passes: number; parallelism: number }): Buffer {
  const wrap: FileHeader['password'] = {
    ...cost,
    salt: Buffer.alloc(16, 1).toString('base64'),
    wrapped: Buffer.alloc(60, 1).toString('base64'),
  }
  return encodeHeader({
    version: 1,
    profileId: profileId.parse(randomUUID()),
    userName: 'Nobody',
    createdAt: 1,
    password: wrap,
    recovery: wrap,
    keyCheck: Buffer.alloc(32).toString('base64'),
  })
}

const cheap = { memory: 8, passes: 1, parallelism: 1 }
const dearest = { memory: 256 * 1024, passes: 3, parallelism: 1 }

function counted(codes: readonly unknown[]): Record<string, number> {
  return Object.fromEntries(
    [...new Set(codes)].map((code) => [String(code), codes.filter((each) => each === code).length]),
  )
}

describe.each(transports)('an outsider over a $name', ({ start }) => {
  let application: TestApplication

  beforeAll(async () => {
    application = await start()
    const { client } = await application.connect()
    await client.profiles.create({ userName: 'Ada', email: 'ada@example.org', password })
    await client.profiles.signOut({})
  }, 120_000)

  afterAll(() => application.close())

  it('has no derivation made that costs much more than ours', async () => {
    const { client } = await application.connect()
    for (const cost of [
      { memory: 1024 * 1024, passes: 16, parallelism: 1 },
      { memory: 64, passes: 1, parallelism: 16 },
    ]) {
      const uploadId = await upload(client, madeUp(cost))
      const guess = client.profiles.createFromBackup({ uploadId, userName: null, password: 'x' })
      expect(await codeOf(guess)).toBe('NOT_A_BACKUP')
      expect(
        await codeOf(client.profiles.createFromBackup({ uploadId, userName: null, password: 'x' })),
      ).toBe('UPLOAD_NOT_FOUND')
    }
  })

  it('guesses the secret of a file five times in a window and ten times on a machine, and waits then', async () => {
    const codes: unknown[] = []
    for (let number = 0; number < 3; number += 1) {
      const { client } = await application.connect()
      const uploadId = await upload(client, madeUp(cheap))
      for (let guess = 0; guess < 8; guess += 1) {
        const input = { uploadId, userName: null, password: `guess ${guess}` }
        codes.push(await codeOf(client.profiles.createFromBackup(input)))
      }
      await client.backups.cancelUpload({ uploadId })
    }
    // A test may take a while on a busy machine: some more may have become free meanwhile, not a second ten.
    const { TOO_MANY_ATTEMPTS = 0, WRONG_PASSWORD = 0, ...others } = counted(codes)
    expect(others).toEqual({})
    expect(WRONG_PASSWORD).toBeGreaterThanOrEqual(10)
    expect(WRONG_PASSWORD + TOO_MANY_ATTEMPTS).toBe(24)
    expect(TOO_MANY_ATTEMPTS).toBeGreaterThan(6)
  })

  it('is refused more than sixteen calls at once before anybody has signed in', async () => {
    const { client } = await application.connect()
    const calls = Array.from({ length: 60 }, () => codeOf(client.backups.startUpload({ bytes: 1_000 })))
    const { BUSY = 0, 'no error': begun = 0, ...others } = counted(await Promise.all(calls))
    expect(others).toEqual({})
    expect(begun).toBeGreaterThan(0)
    expect(BUSY).toBeGreaterThan(0)
    expect(await codeOf(client.session.get({}))).toBe('no error')
  })

  it('leaves no line in the log for what it does', () => {
    expect(application.log).toEqual([])
  })
})

it('a file on its way goes with its window', async () => {
  const [transport] = transports
  if (!transport) throw new Error('there is no transport')
  const application = await transport.start()
  try {
    const windows = await Promise.all(Array.from({ length: 4 }, () => application.connect()))
    const last = await application.connect()
    const begin = ({ client }: TestWindow) => codeOf(client.backups.startUpload({ bytes: 1_000 }))
    for (const window of windows) expect(await begin(window)).toBe('no error')
    expect(await begin(last)).toBe('UPLOADS_FULL')
    const cutAt = Date.now()
    windows[0]?.cut()
    const asked = { timeout: 60_000, interval: 500 }
    await vi.waitFor(async () => expect(await begin(last)).toBe('no error'), asked)
    // Before a file that does not grow would have to yield its slot.
    expect(Date.now() - cutAt).toBeLessThan(29_000)
  } finally {
    await application.close()
  }
})

it('a sign-in does not wait behind the files of outsiders, but for one at most', async () => {
  const [transport] = transports
  if (!transport) throw new Error('there is no transport')
  const application = await transport.start()
  try {
    const ada = await application.connect()
    await ada.client.profiles.create({ userName: 'Ada', email: null, password })
    await ada.client.profiles.signOut({})
    const order: string[] = []
    const outsiders = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const { client } = await application.connect()
        return { client, uploadId: await upload(client, madeUp(dearest)) }
      }),
    )
    const guesses = outsiders.map(async ({ client, uploadId }) => {
      const input = { uploadId, userName: null, password: 'guess' }
      expect(await codeOf(client.profiles.createFromBackup(input))).toBe('WRONG_PASSWORD')
      order.push('guess')
    })
    const signIn = ada.client.profiles
      .signIn({ login: 'Ada', password, staySignedIn: false })
      .then(() => order.push('sign-in'))
    await Promise.all([...guesses, signIn])
    expect(order.indexOf('sign-in')).toBeLessThanOrEqual(2)
  } finally {
    await application.close()
  }
})
