/** Profiles on a disk that is full to within a few blocks: either all of a change is there, or nothing of it. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { Client } from '../../shared/contract/index.ts'
import { download, upload } from '../backups/backupFiles.ts'
import { transports } from '../contract/transports.ts'
import { temporaryFolder } from '../support/folders.ts'
import { mountSmallDisk } from '../support/smallDisk.ts'

vi.setConfig({ testTimeout: 240_000 })

const password = 'correct horse'
/** In KiB: from nothing to enough for a new profile, whose database alone takes about 300. */
const left = [0, 24, 64, 160, 288, 416, 1024]

/** An application on a small disk of its own; null where disks cannot be mounted. */
async function onSmallDisk() {
  const { folder, remove } = temporaryFolder()
  onTestFinished(remove)
  const disk = path.join(folder, 'disk')
  if (!mountSmallDisk(disk, 8 * 1_024 * 1_024)) return null
  const tests = path.join(disk, 'tests')
  mkdirSync(tests)
  vi.stubEnv('TMPDIR', tests)
  const [transport] = transports
  if (!transport) throw new Error('there is no transport')
  const application = await transport.start()
  vi.unstubAllEnvs()
  onTestFinished(() => application.close())
  const filler = path.join(disk, 'filler')
  return {
    application,
    /** Leaves so many KiB free. */
    fill(kibibytes: number): void {
      rmSync(filler, { force: true })
      const { bavail, bsize } = statfsSync(disk)
      writeFileSync(filler, Buffer.alloc(bavail * bsize - kibibytes * 1_024))
    },
    empty: () => rmSync(filler, { force: true }),
    folders(): readonly string[] {
      const profiles = path.join(application.dataFolder, 'profiles')
      return existsSync(profiles) ? readdirSync(profiles) : []
    },
  }
}

/** The profiles that a window is offered, and whether it is signed in to one. */
async function seenBy({ profiles, session }: Client) {
  const names = (await profiles.list({})).profiles.map(({ userName }) => userName)
  return { names: names.toSorted(), isSignedIn: (await session.get({})).profile !== null }
}

/** The recovery code that a call tells, or why it tells none. */
async function toldBy(call: Promise<{ readonly recoveryCode: string }>) {
  try {
    return { recoveryCode: (await call).recoveryCode, refusal: null }
  } catch (error) {
    return { recoveryCode: '', refusal: error instanceof Error && 'code' in error ? error.code : error }
  }
}

it('a profile is made whole, with its code, or not at all, however full the disk is', async ({ skip }) => {
  const disk = await onSmallDisk()
  if (!disk) return skip('disks cannot be mounted here')
  const { client } = await disk.application.connect()
  const names: string[] = []
  for (const kibibytes of left) {
    disk.fill(kibibytes)
    const userName = `Ada ${names.length}`
    const { recoveryCode, refusal } = await toldBy(
      client.profiles.create({ userName, email: null, password }),
    )
    if (refusal === null) names.push(userName)
    const isSignedIn = refusal === null
    expect([null, 'DISK_FULL'], `${kibibytes} KiB left`).toContain(refusal)
    expect(recoveryCode !== '').toBe(isSignedIn)
    expect(await seenBy(client), `${kibibytes} KiB left`).toEqual({ names, isSignedIn })
    expect(disk.folders(), `${kibibytes} KiB left`).toHaveLength(names.length)
    disk.empty()
    if (isSignedIn) await client.profiles.signOut({})
  }
  expect(names.length).toBeGreaterThan(0)
  expect(names.length).toBeLessThan(left.length)
})

it('a recovery code stays good until the next one is told, however full the disk is', async ({ skip }) => {
  const disk = await onSmallDisk()
  if (!disk) return skip('disks cannot be mounted here')
  const { client } = await disk.application.connect()
  let { recoveryCode } = await client.profiles.create({ userName: 'Ada', email: null, password })
  await client.profiles.signOut({})
  let refused = 0
  for (const kibibytes of left.slice(0, 6)) {
    disk.fill(kibibytes)
    const input = { login: 'Ada', recoveryCode, newPassword: `password ${kibibytes}` }
    const told = await toldBy(client.profiles.recover(input))
    disk.empty()
    expect([null, 'DISK_FULL'], `${kibibytes} KiB left`).toContain(told.refusal)
    expect((await seenBy(client)).isSignedIn).toBe(told.refusal === null)
    if (told.refusal === null) ({ recoveryCode } = told)
    else refused += 1
    ;({ recoveryCode } = await client.profiles.recover({ ...input, recoveryCode }))
    await client.profiles.signOut({})
  }
  expect(refused).toBeGreaterThan(0)
})

it('a data key is changed, with a new code, or stays with everything, however full the disk is', async ({
  skip,
}) => {
  const disk = await onSmallDisk()
  if (!disk) return skip('disks cannot be mounted here')
  const { client } = await disk.application.connect()
  let { recoveryCode } = await client.profiles.create({ userName: 'Ada', email: null, password })
  await client.conversations.saveDraft({ conversationId: null, text: 'kept' })
  const folder = path.join(disk.application.dataFolder, 'profiles', disk.folders()[0] ?? '')
  const wrapsIn = () => readFileSync(path.join(folder, 'keys.json'), 'utf8')
  let refused = 0
  for (const kibibytes of left) {
    const former = wrapsIn()
    disk.fill(kibibytes)
    const told = await toldBy(client.profiles.changeDataKey({ password }))
    disk.empty()
    const isChanged = told.refusal === null
    expect([null, 'DISK_FULL'], `${kibibytes} KiB left`).toContain(told.refusal)
    expect(wrapsIn() === former, `${kibibytes} KiB left`).toBe(!isChanged)
    expect(readdirSync(folder).filter((name) => name.includes('rekeyed'))).toEqual([])
    if (isChanged) ({ recoveryCode } = told)
    else refused += 1
    // It may be that there was no room even to open the profile again.
    await client.profiles.signIn({ login: 'Ada', password, staySignedIn: false })
    expect((await client.conversations.newChatDraft({})).text).toBe('kept')
  }
  await client.profiles.signOut({})
  await client.profiles.recover({ login: 'Ada', recoveryCode, newPassword: 'a new password' })
  expect((await client.conversations.newChatDraft({})).text).toBe('kept')
  expect(refused).toBeGreaterThan(0)
  expect(refused).toBeLessThan(left.length)
})

it('a backup in a file becomes a profile whole or not at all, however full the disk is', async ({ skip }) => {
  const disk = await onSmallDisk()
  if (!disk) return skip('disks cannot be mounted here')
  const ada = await disk.application.connect()
  const { recoveryCode } = await ada.client.profiles.create({ userName: 'Ada', email: null, password })
  const { bytes } = await download(ada.client)
  await ada.client.profiles.signOut({})
  let refused = 0
  for (const kibibytes of left) {
    // A window may try so often only, and what failed for want of room is to be sent again.
    const { client } = await disk.application.connect()
    disk.empty()
    const input = { uploadId: await upload(client, bytes), userName: 'Ada again', recoveryCode }
    disk.fill(kibibytes)
    const told = await toldBy(client.profiles.createFromBackup({ ...input, newPassword: 'a new password' }))
    const isSignedIn = told.refusal === null
    const names = isSignedIn ? ['Ada', 'Ada again'] : ['Ada']
    expect([null, 'DISK_FULL'], `${kibibytes} KiB left`).toContain(told.refusal)
    expect(await seenBy(client), `${kibibytes} KiB left`).toEqual({ names, isSignedIn })
    expect(disk.folders(), `${kibibytes} KiB left`).toHaveLength(names.length)
    if (isSignedIn) break
    refused += 1
  }
  expect(refused).toBeGreaterThan(0)
  expect(refused).toBeLessThan(left.length)
})
