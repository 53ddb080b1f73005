/** A backup takes the place of a profile only if the profile then opens: kinds of files that must not, whatever their way in. */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  appendFileSync,
  copyFileSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { backupFile } from '../../electron/core/backups/backupFolder.ts'
import type { Copier } from '../../electron/core/backups/copier.ts'
import { openChecked } from '../../electron/core/backups/openChecked.ts'
import { Restorer } from '../../electron/core/backups/restorer.ts'
import { runJob } from '../../electron/core/backups/runJob.ts'
import { openConnection } from '../../electron/core/database/connection.ts'
import type { Client } from '../../shared/contract/index.ts'
import { transports } from '../contract/transports.ts'
import { answeredTurn, temporaryFolder } from '../database/temporaryProfile.ts'
import { newSeed } from '../support/newSeed.ts'
import { download, upload } from './backupFiles.ts'
import { backedUp, namesIn, textsIn } from './backupsTest.ts'
import { flipBit } from './damage.ts'

vi.setConfig({ testTimeout: 120_000 })

const ada = { userName: 'Ada', email: null, password: 'correct horse' } as const

async function draftOf(client: Client): Promise<string> {
  return (await client.conversations.newChatDraft({})).text
}

describe.each(transports)('a backup with one byte too many over a $name', ({ start }) => {
  it('never takes the place of a sound profile, and is what the refusal names', async () => {
    const application = await start()
    onTestFinished(() => application.close())
    const { client } = await application.connect()
    const { profile } = await client.profiles.create(ada)
    await client.conversations.saveDraft({ conversationId: null, text: 'sound' })
    const { backup } = await client.backups.create({})
    const folder = path.join(application.dataFolder, 'profiles', profile.id, 'backups')
    appendFileSync(backupFile(folder, backup.id), 'x')
    const refusal = { code: 'BACKUP_DAMAGED' }
    await expect(client.backups.restore({ backupId: backup.id })).rejects.toMatchObject(refusal)

    const longer = Buffer.concat([(await download(client)).bytes, Buffer.alloc(1)])
    const uploadId = await upload(client, longer)
    await expect(client.backups.restoreUpload({ uploadId })).rejects.toMatchObject(refusal)
    const { client: newcomer } = await application.connect()
    const input = { uploadId: await upload(newcomer, longer), userName: 'New', password: ada.password }
    await expect(newcomer.profiles.createFromBackup(input)).rejects.toMatchObject(refusal)
    expect((await newcomer.profiles.list({})).profiles.map(({ userName }) => userName)).toEqual(['Ada'])
    await client.profiles.signOut({})
    await client.profiles.signIn({ login: 'Ada', password: ada.password, staySignedIn: false })
    expect(await draftOf(client)).toBe('sound')
  })
})

/** What a backup is turned into. */
const bad: readonly (readonly [string, (whole: Buffer) => Buffer])[] = [
  ['one byte too many', (whole) => Buffer.concat([whole, Buffer.alloc(1)])],
  ['half a page too many', (whole) => Buffer.concat([whole, whole.subarray(0, 2_048)])],
  ['one byte too few', (whole) => whole.subarray(0, -1)],
  ['one page too few', (whole) => whole.subarray(0, -4_096)],
  ['nothing in it', () => Buffer.alloc(0)],
  ['a single byte', () => Buffer.alloc(1)],
  ['only zeros', (whole) => Buffer.alloc(whole.length)],
  ['the pages of another key', (whole) => randomBytes(whole.length)],
]

/** Does jobs here: what is looked at is what they find, not the process they are done in. */
const copier: Copier = { run: (job) => runJob(job) }

/** A profile with a message and a backup of it, to be restored into a folder of its own. */
async function closedAndBackedUp() {
  const { backups, database, folder, profile } = await backedUp(Date.now, copier)
  await answeredTurn(database, { text: 'x'.repeat(20_000) })
  const { id } = await backups.create()
  await database.close()
  const texts = textsIn(profile.file, profile.dataKey)
  const restore = async (source: string) => {
    const file = path.join(temporaryFolder(), 'confab.db')
    copyFileSync(profile.file, file)
    const restorer = new Restorer(copier, Date.now)
    const whenClosed = (work: () => Promise<void>) => work()
    const { dataKey } = profile
    try {
      await restorer.restore({ file, source, dataKey, whenClosed, refuseStale: () => undefined })
      return { file, code: null }
    } catch (error) {
      const isUntouched = readFileSync(file).equals(readFileSync(profile.file))
      return { file, code: isUntouched && error instanceof Error ? error.message : 'the profile was changed' }
    } finally {
      await openChecked(copier, { file, dataKey }, (opened) => opened.close())
    }
  }
  return { source: backupFile(folder, id), profile, restore, texts }
}

describe('a backup', () => {
  it.each(bad)('with %s is refused', async (_, make) => {
    const { restore, source } = await closedAndBackedUp()
    writeFileSync(source, make(readFileSync(source)))
    expect((await restore(source)).code).toBe('BACKUP_DAMAGED')
  })

  it('that is a folder, or not there, is refused', async () => {
    const { restore, source } = await closedAndBackedUp()
    expect((await restore(path.dirname(source))).code).toBe('BACKUP_DAMAGED')
    expect((await restore(`${source}.gone`)).code).toBe('BACKUP_DAMAGED')
  })

  it('with a bit flipped anywhere is refused, or restores the same texts', async () => {
    const { profile, restore, source, texts } = await closedAndBackedUp()
    const scratch = path.join(temporaryFolder(), 'flipped.db')
    let refused = 0
    await fc.assert(
      fc.asyncProperty(fc.nat(statSync(source).size - 1), fc.nat(7), async (position, bit) => {
        copyFileSync(source, scratch)
        flipBit(scratch, position, bit)
        const { code, file } = await restore(scratch)
        if (code !== null) refused += 1
        expect([null, 'BACKUP_DAMAGED']).toContain(code)
        expect(textsIn(file, profile.dataKey)).toEqual(texts)
      }),
      { numRuns: 40, seed: newSeed('flipped bits of a backup'), verbose: 1 },
    )
    expect(refused).toBeGreaterThan(2)
  })

  it('with damage in a page that nothing uses does not carry it into the profile', async () => {
    const { profile, restore, source, texts } = await closedAndBackedUp()
    const db = openConnection({ file: source, dataKey: profile.dataKey })
    db.exec(
      'CREATE TABLE filler (bytes BLOB); INSERT INTO filler VALUES (zeroblob(40000)); DROP TABLE filler',
    )
    db.close()
    flipBit(source, statSync(source).size - 2_000)
    const { code, file } = await restore(source)
    expect(code).toBeNull()
    const restored = openConnection({ file, dataKey: profile.dataKey })
    expect(restored.pragma('freelist_count', { simple: true })).toBe(0)
    restored.close()
    expect(textsIn(file, profile.dataKey)).toEqual(texts)
  })

  it('with the version of a profile and not its tables is refused', async () => {
    const { profile, restore, source } = await closedAndBackedUp()
    const db = openConnection({ file: source, dataKey: profile.dataKey })
    db.pragma('foreign_keys = OFF')
    db.exec('DROP TABLE unfinished_imports')
    db.close()
    expect((await restore(source)).code).toBe('BACKUP_DAMAGED')
  })

  it('that is a link is what it leads to, and a pipe is not waited for', async () => {
    const { restore, source, texts, profile } = await closedAndBackedUp()
    const folder = temporaryFolder()
    symlinkSync(source, path.join(folder, 'link.db'))
    const { code, file } = await restore(path.join(folder, 'link.db'))
    expect([code, textsIn(file, profile.dataKey)]).toEqual([null, texts])
    expect(namesIn(folder)).toEqual(['link.db'])
    if (process.platform === 'win32') return
    execFileSync('mkfifo', [path.join(folder, 'pipe.db')])
    expect((await restore(path.join(folder, 'pipe.db'))).code).toBe('BACKUP_DAMAGED')
    truncateSync(source, statSync(source).size - 1)
    expect((await restore(path.join(folder, 'link.db'))).code).toBe('BACKUP_DAMAGED')
  })
})
