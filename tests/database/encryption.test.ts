import { profileMigrations } from '../../electron/core/database/migrations/profileMigrations.ts'
import { hash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openConnection } from '../../electron/core/database/connection.ts'
import { openProfileDatabase } from '../../electron/core/database/openProfileDatabase.ts'
import {
  answeredTurn,
  copyAsKilled,
  filesOf,
  temporaryFolder,
  temporaryProfile,
  turn,
} from './temporaryProfile.ts'

const secrets = {
  title: 'Zebrafinch title',
  message: 'Quokka question',
  answer: 'Wombat answer',
  streaming: 'Numbat chunk',
  draft: 'Bilby draft',
  zone: 'Antarctica/Troll',
}

function plaintextIn(folder: string): readonly string[] {
  return [...filesOf(folder)].flatMap(([name, bytes]) =>
    Object.values(secrets)
      .filter((secret) => bytes.includes(secret) || bytes.includes(Buffer.from(secret, 'utf16le')))
      .map((secret) => `${secret} in ${name}`),
  )
}

async function writeSecrets(profile: ReturnType<typeof temporaryProfile>) {
  const database = await profile.open()
  const { conversationId } = await answeredTurn(database, { text: secrets.message }, secrets.answer)
  await database.renameConversation(conversationId, secrets.title)
  const { answerId } = await database.startTurn(turn({ conversationId, text: secrets.message }))
  await database.checkpointAnswer(answerId, 0, secrets.streaming)
  await database.saveDraft(null, secrets.draft)
  await database.updatePreferences({ timeZone: secrets.zone })
  return database
}

function digestsOf(folder: string): readonly string[] {
  return [...filesOf(folder)].map(([name, bytes]) => `${name} ${hash('sha256', bytes)}`)
}

/** The error of an opening that must be refused and must leave every file as it was. */
async function refusalOf(file: string, dataKey: Buffer) {
  const folder = join(file, '..')
  const before = digestsOf(folder)
  const refusal: unknown = await openProfileDatabase({ file, dataKey }).catch((error: unknown) => error)
  expect(digestsOf(folder)).toEqual(before)
  return refusal
}

describe('the database of a profile', () => {
  it('shows nothing of a profile in the database or its WAL, open and closed', async () => {
    const profile = temporaryProfile()
    const database = await writeSecrets(profile)
    expect([...filesOf(profile.folder).keys()]).toEqual(['confab.db', 'confab.db-shm', 'confab.db-wal'])
    expect(plaintextIn(profile.folder)).toEqual([])
    await database.close()
    expect([...filesOf(profile.folder).keys()]).toEqual(['confab.db'])
    expect(plaintextIn(profile.folder)).toEqual([])
  })

  it('runs on an SQLite without the WAL-reset bug, with a full sync at every commit', async () => {
    const profile = temporaryProfile()
    await (await profile.open()).close()
    const db = openConnection(profile)
    const version = String(db.prepare('SELECT sqlite_version()').pluck().get())
    const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
    expect(major * 1_000_000 + minor * 1000 + patch).toBeGreaterThanOrEqual(3_051_003)
    const settings = ['journal_mode', 'synchronous', 'foreign_keys', 'temp_store', 'secure_delete']
    const values = settings.map((name) => db.pragma(name, { simple: true }))
    expect(values).toEqual(['wal', 2, 1, 2, 1])
    db.close()
  })

  it('leaves every byte alone when the key is wrong', async () => {
    const profile = temporaryProfile()
    await (await writeSecrets(profile)).close()
    expect(await refusalOf(profile.file, randomBytes(32))).toMatchObject({ code: 'DATABASE_DAMAGED' })
  })

  it('leaves the WAL of a killed process alone when the key is wrong, and loses nothing of it', async () => {
    const profile = temporaryProfile()
    await writeSecrets(profile)
    const file = join(copyAsKilled(profile.folder), 'confab.db')
    expect(await refusalOf(file, randomBytes(32))).toMatchObject({ code: 'DATABASE_DAMAGED' })
    const reopened = await openProfileDatabase({ file, dataKey: profile.dataKey })
    expect(await reopened.draft(null)).toBe(secrets.draft)
    await reopened.close()
  })

  it.each([
    ['shorter than a header', Buffer.from('garbage')],
    ['as long as pages', randomBytes(12_288)],
  ])('refuses a file that is no database, %s', async (_, bytes) => {
    const file = join(temporaryFolder(), 'confab.db')
    writeFileSync(file, bytes)
    expect(await refusalOf(file, randomBytes(32))).toMatchObject({ code: 'DATABASE_DAMAGED' })
  })

  it('refuses a database that was cut off', async () => {
    const profile = temporaryProfile()
    await (await writeSecrets(profile)).close()
    writeFileSync(profile.file, readFileSync(profile.file).subarray(0, 8192))
    expect(await refusalOf(profile.file, profile.dataKey)).toMatchObject({ code: 'DATABASE_DAMAGED' })
  })

  it('leaves a database of a newer Confab alone, also when that was killed before its first checkpoint', async () => {
    const profile = temporaryProfile()
    await (await writeSecrets(profile)).close()
    const db = openConnection(profile)
    db.pragma('user_version = 99')
    const killed = join(copyAsKilled(profile.folder), 'confab.db')
    db.close()
    const newer = { code: 'DATABASE_NEWER', data: { found: 99, supported: profileMigrations.length } }
    expect(await refusalOf(profile.file, profile.dataKey)).toMatchObject(newer)
    expect(await refusalOf(killed, profile.dataKey)).toMatchObject(newer)
  })

  it('takes the key as a key: opening needs no key derivation', async () => {
    const profile = temporaryProfile()
    await (await profile.open()).close()
    const times: number[] = []
    for (let round = 0; round < 9; round += 1) {
      const start = performance.now()
      const database = await openProfileDatabase(profile)
      times.push(performance.now() - start)
      await database.close()
    }
    const median = times.toSorted((one, other) => one - other)[4]
    // 256,000 rounds of PBKDF2 take at least 60 ms.
    expect(median).toBeLessThan(25)
  })

  it('opens a database whose name and folder hold what URIs and SQL treat specially', async () => {
    const profile = temporaryProfile()
    await (await writeSecrets(profile)).close()
    const folder = join(temporaryFolder(), `it's 100% "ünï" #?&`)
    renameSync(profile.folder, folder)
    const database = await openProfileDatabase({ file: join(folder, 'confab.db'), dataKey: profile.dataKey })
    expect(await database.draft(null)).toBe(secrets.draft)
    await database.close()
  })

  it('leaves the key of the caller as it is', async () => {
    const profile = temporaryProfile()
    const key = Buffer.from(profile.dataKey)
    await profile.open()
    expect(profile.dataKey.equals(key)).toBe(true)
  })
})
