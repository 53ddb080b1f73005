/** Backups as a window uses them: over the contract, with real processes and files. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { BackupId } from '../../shared/backups.ts'
import type { Event } from '../../shared/contract/events.ts'
import type { Client } from '../../shared/contract/index.ts'
import { transports, type TestApplication } from '../contract/transports.ts'
import { repository } from '../support/folders.ts'
import { simpleChatGptChat } from '../transfer/exportSamples.ts'
import { download, upload } from './backupFiles.ts'
import { flipBit } from './damage.ts'

vi.setConfig({ testTimeout: 60_000 })

const ada = { userName: 'Ada', email: null, password: 'correct horse' } as const
const login = { login: 'Ada', password: ada.password }

async function start(): Promise<TestApplication> {
  const [transport] = transports
  if (!transport) throw new Error('there is no transport')
  const application = await transport.start()
  onTestFinished(() => application.close())
  return application
}

/** A window of a new profile whose new-chat draft is `draft`. */
async function signedUp(application: TestApplication, draft: string) {
  const { client } = await application.connect()
  const { profile } = await client.profiles.create(ada)
  await client.conversations.saveDraft({ conversationId: null, text: draft })
  const folder = path.join(application.dataFolder, 'profiles', profile.id)
  return { client, profile, folder, file: path.join(folder, 'confab.db') }
}

async function draftOf(client: Client): Promise<string> {
  return (await client.conversations.newChatDraft({})).text
}

/** Everything that a window is told until it is signed out. */
async function eventsOf(client: Client): Promise<() => Promise<readonly Event[]>> {
  const events: Event[] = []
  const stream = await client.events.subscribe({})
  const first = await stream.next()
  if (!first.done) events.push(first.value)
  const all = (async () => {
    for await (const event of stream) events.push(event)
    return events
  })()
  return () => all
}

describe('restoring a backup when signed in', () => {
  it('brings back what was, keeps what is as a backup, and signs all windows out with the reason', async () => {
    const application = await start()
    const { client } = await signedUp(application, 'then')
    const second = (await application.connect()).client
    await second.profiles.signIn({ ...login, staySignedIn: false })
    const told = await eventsOf(second)
    const { backup } = await client.backups.create({})
    await client.conversations.saveDraft({ conversationId: null, text: 'now' })
    await client.backups.restore({ backupId: backup.id })
    expect((await told()).at(-1)).toEqual({ type: 'signed-out', reason: 'restored' })
    await expect(client.backups.list({})).rejects.toMatchObject({ code: 'SIGNED_OUT' })

    await client.profiles.signIn({ ...login, staySignedIn: false })
    expect(await draftOf(client)).toBe('then')
    const { backups } = await client.backups.list({})
    expect(backups.map(({ kind }) => kind)).toEqual(['before-restore', 'manual'])
    const former = backups[0]?.id ?? ('' as BackupId)
    await client.backups.restore({ backupId: former })
    await client.profiles.signIn({ ...login, staySignedIn: false })
    expect(await draftOf(client)).toBe('now')
  })

  it('leaves nothing half done beside what it restored', async () => {
    const { client, folder } = await signedUp(await start(), 'then')
    const { backup } = await client.backups.create({})
    await client.backups.restore({ backupId: backup.id })
    expect(readdirSync(folder).toSorted()).toEqual(['backups', 'confab.db', 'keys.json'])
  })

  it('says that a damaged file is no backup but kept beside the restored one', async () => {
    const application = await start()
    const { client, folder } = await signedUp(application, 'then')
    const { importId } = await client.imports.begin({ name: 'long' })
    const chats = JSON.stringify([simpleChatGptChat('long', 'q', 'y'.repeat(60_000))])
    await client.imports.append({ importId, data: Buffer.from(chats).toString('base64') })
    await client.imports.finish({ importId })
    const { backup } = await client.backups.create({})
    await client.profiles.signOut({})
    // From another process: one that closes a database's file loses all its locks on it.
    const script = path.join(repository, 'tests', 'backups', 'damageProfile.ts')
    execFileSync(process.execPath, [script, application.dataFolder, 'Ada', ada.password])
    await client.profiles.signIn({ ...login, staySignedIn: false })
    const told = await eventsOf(client)
    await client.backups.restore({ backupId: backup.id })
    expect((await told()).at(-1)).toEqual({ type: 'signed-out', reason: 'restored-damaged' })
    expect(readdirSync(folder).filter((name) => name.startsWith('confab.db.damaged-'))).toHaveLength(1)
    expect(readdirSync(path.join(folder, 'backups'))).toEqual([`${backup.id}.db`])
  })

  it('refuses a backup that is not whole, or not there, and leaves everybody signed in with what they have', async () => {
    const application = await start()
    const { client, folder } = await signedUp(application, 'now')
    const { backup } = await client.backups.create({})
    flipBit(path.join(folder, 'backups', `${backup.id}.db`), 4096 * 2 + 99)
    await expect(client.backups.restore({ backupId: backup.id })).rejects.toMatchObject({
      code: 'BACKUP_DAMAGED',
    })
    expect(await draftOf(client)).toBe('now')
    await client.backups.delete({ backupId: backup.id })
    await expect(client.backups.restore({ backupId: backup.id })).rejects.toMatchObject({
      code: 'BACKUP_NOT_FOUND',
    })
    expect(readdirSync(folder).filter((name) => name.includes('restor'))).toEqual([])
    await expect(client.backups.restore({ backupId: '../../profiles' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    })
  })
})

describe('a damaged database', () => {
  it('is found at sign-in with the newest good backup, which takes its place; the damaged file is kept', async () => {
    const application = await start()
    const { client, file, folder } = await signedUp(application, 'good')
    const good = (await client.backups.create({})).backup
    const worse = (await client.backups.create({})).backup
    await client.profiles.signOut({})
    flipBit(path.join(folder, 'backups', `${worse.id}.db`), 5000)
    flipBit(file, 40)
    const damaged = readFileSync(file)
    await expect(client.profiles.signIn({ ...login, staySignedIn: false })).rejects.toMatchObject({
      code: 'DATABASE_DAMAGED',
      data: { file, backup: { id: good.id, createdAt: good.createdAt, bytes: good.bytes } },
    })
    expect(readFileSync(file).equals(damaged)).toBe(true)

    const wrong = { ...login, password: 'wrong password', backupId: good.id }
    await expect(client.profiles.restoreBackup(wrong)).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    const { keptFile } = await client.profiles.restoreBackup({ ...login, backupId: good.id })
    expect(await draftOf(client)).toBe('good')
    expect(keptFile).toMatch(/confab\.db\.damaged-\d{8}T\d{9}Z$/u)
    expect(readFileSync(keptFile ?? '').equals(damaged)).toBe(true)
  })

  it('that is gone or empty is not made anew in silence while there are backups', async () => {
    const application = await start()
    const { client, file } = await signedUp(application, 'good')
    const { backup } = await client.backups.create({})
    await client.profiles.signOut({})
    const offered = { code: 'DATABASE_DAMAGED', data: { backup: { id: backup.id } } }
    truncateSync(file, 0)
    const again = () => client.profiles.signIn({ ...login, staySignedIn: false })
    await expect(again()).rejects.toMatchObject(offered)
    rmSync(file)
    await expect(again()).rejects.toMatchObject(offered)
    const { keptFile } = await client.profiles.restoreBackup({ ...login, backupId: backup.id })
    expect(keptFile).toBeNull()
    expect(await draftOf(client)).toBe('good')
  })

  it('without any good backup is said to be so, and is left as it is', async () => {
    const application = await start()
    const { client, file } = await signedUp(application, 'lost')
    await client.profiles.signOut({})
    flipBit(file, 77)
    const damaged = readFileSync(file)
    await expect(client.profiles.signIn({ ...login, staySignedIn: false })).rejects.toMatchObject({
      code: 'DATABASE_DAMAGED',
      data: { backup: null },
    })
    expect(readFileSync(file).equals(damaged)).toBe(true)
  })
})

describe('a backup in a file of its own', () => {
  it('is restored into its profile, and holds nothing that can be read', async () => {
    const application = await start()
    const { client } = await signedUp(application, 'Zebrafinch draft')
    const { bytes, name } = await download(client)
    expect(name).toMatch(/^Ada-\d{4}-\d\d-\d\d\.confab-backup$/u)
    expect(bytes.includes('Zebrafinch')).toBe(false)
    expect(readdirSync((await client.backups.list({})).folder)).toEqual([])
    await client.conversations.saveDraft({ conversationId: null, text: 'later' })
    await client.backups.restoreUpload({ uploadId: await upload(client, bytes) })
    await client.profiles.signIn({ ...login, staySignedIn: false })
    expect(await draftOf(client)).toBe('Zebrafinch draft')
    expect(readdirSync(path.join(application.dataFolder, 'uploads'))).toEqual([])
  })

  it('opens on another machine with its password, as a profile with a new recovery code', async () => {
    const first = await start()
    const { bytes } = await download((await signedUp(first, 'carried')).client)
    const second = await start()
    const { client } = await second.connect()
    const uploadId = await upload(client, bytes)
    const input = { uploadId, userName: null, password: ada.password }
    await expect(
      client.profiles.createFromBackup({ ...input, password: 'not it at all' }),
    ).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    const { profile, recoveryCode } = await client.profiles.createFromBackup(input)
    expect(profile.userName).toBe('Ada')
    expect(recoveryCode).toMatch(/^[0-9A-Z-]{34}$/u)
    expect(await draftOf(client)).toBe('carried')

    const third = (await second.connect()).client
    const again = { ...input, uploadId: await upload(third, bytes) }
    await expect(third.profiles.createFromBackup(again)).rejects.toMatchObject({ code: 'USER_NAME_TAKEN' })
    await third.profiles.createFromBackup({ ...again, userName: 'Ada at home' })
    expect(await draftOf(third)).toBe('carried')
  })

  it('is refused when it is another’s, damaged, cut off, or something else, with nothing changed', async () => {
    const application = await start()
    const { client } = await signedUp(application, 'mine')
    const other = (await application.connect()).client
    await other.profiles.create({ ...ada, userName: 'Bob' })
    const foreign = (await download(other)).bytes
    const own = (await download(client)).bytes
    const damaged = Buffer.from(own)
    damaged[own.length - 3000] = (damaged[own.length - 3000] ?? 0) ^ 1
    const cases: readonly (readonly [Buffer, string])[] = [
      [foreign, 'BACKUP_OF_ANOTHER'],
      [damaged, 'BACKUP_DAMAGED'],
      [own.subarray(0, own.length - 4096), 'BACKUP_DAMAGED'],
      [own.subarray(0, 30), 'NOT_A_BACKUP'],
      [Buffer.from('not a backup of anything at all'), 'NOT_A_BACKUP'],
      [Buffer.alloc(1), 'NOT_A_BACKUP'],
    ]
    for (const [bytes, code] of cases) {
      // What does not even begin as a backup is refused on its way.
      const restoring = upload(client, bytes).then((uploadId) => client.backups.restoreUpload({ uploadId }))
      await expect(restoring).rejects.toMatchObject({ code })
    }
    expect(await draftOf(client)).toBe('mine')
  })

  it('is taken in whole and in order only, and by the window that began it', async () => {
    const application = await start()
    const { client } = await signedUp(application, 'mine')
    const { uploadId } = await client.backups.startUpload({ bytes: 10 })
    const notFound = { code: 'UPLOAD_NOT_FOUND' }
    const data = Buffer.from('CONFA').toString('base64')
    const { client: other } = await application.connect()
    await expect(other.backups.addPiece({ uploadId, offset: 0, data })).rejects.toMatchObject(notFound)
    await client.backups.addPiece({ uploadId, offset: 0, data })
    await expect(client.backups.addPiece({ uploadId, offset: 0, data })).rejects.toMatchObject(notFound)
    await expect(client.backups.restoreUpload({ uploadId })).rejects.toMatchObject(notFound)
    const huge = client.backups.startUpload({ bytes: 2 ** 36 })
    await expect(huge).rejects.toMatchObject({ code: 'DISK_FULL' })
  })

  it('needs a profile for all but the uploads', async () => {
    const application = await start()
    const { client } = await application.connect()
    const signedOut = { code: 'SIGNED_OUT' }
    await expect(client.backups.list({})).rejects.toMatchObject(signedOut)
    await expect(client.backups.create({})).rejects.toMatchObject(signedOut)
    await expect(client.backups.deleteAll({})).rejects.toMatchObject(signedOut)
    const { uploadId } = await client.backups.startUpload({ bytes: 1 })
    await expect(client.backups.restoreUpload({ uploadId })).rejects.toMatchObject(signedOut)
  })
})
