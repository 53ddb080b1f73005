import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openConnection } from '../../electron/core/database/connection.ts'
import { migrate } from '../../electron/core/database/migrate.ts'
import { createProfiles } from '../../electron/core/database/profileList/001createProfiles.ts'
import { isIntact } from '../../electron/core/database/profileList/keyRecords.ts'
import { profileListMigrations } from '../../electron/core/database/profileList/profileListMigrations.ts'
import { allProfiles } from '../../electron/core/database/profileList/profiles.ts'
import { readKeyFile } from '../../electron/core/profiles/keyFile.ts'
import { profileFolder, profileKeyFile } from '../../electron/core/profiles/profilePaths.ts'
import { flipBit } from '../backups/damage.ts'
import { ada, bob, password, profileService, temporaryFolder } from './temporaryProfiles.ts'

async function withAda() {
  const dataFolder = temporaryFolder()
  const service = profileService({ dataFolder })
  const created = await service.create(ada, password)
  const { id } = created.profile
  return { dataFolder, service, ...created, id, file: profileKeyFile(dataFolder, id) }
}

describe('a key file', () => {
  it('holds who it is and the wraps, and nothing that opens them', async () => {
    const { dataKey, file, id, recoveryCode, service } = await withAda()
    const text = readFileSync(file, 'utf8')
    const wrap = {
      memory: 64,
      passes: 1,
      parallelism: 1,
      salt: expect.any(String),
      wrapped: expect.any(String),
    }
    expect(JSON.parse(text)).toEqual({
      version: 1,
      profileId: id,
      ...ada,
      createdAt: expect.any(Number),
      generation: 1,
      password: wrap,
      recovery: wrap,
      digest: expect.any(String),
    })
    const secrets = [password, recoveryCode, recoveryCode.replaceAll('-', ''), dataKey.toString('base64')]
    for (const secret of [...secrets, dataKey.toString('hex')]) expect(text).not.toContain(secret)
    expect((await service.wraps(id)).password?.wrapped.toString('base64')).toBe(
      JSON.parse(text).password.wrapped,
    )
  })

  it('is as new as the list after everything that changes what opens a profile', async () => {
    const { dataFolder, id, recoveryCode, service } = await withAda()
    const seen: (number | undefined)[] = []
    const look = async (): Promise<void> => {
      const record = readKeyFile(dataFolder, id)
      const wraps = await service.wraps(id)
      expect(record?.password?.wrapped).toBe(wraps.password?.wrapped.toString('base64'))
      expect(record?.recovery?.wrapped).toBe(wraps.recovery?.wrapped.toString('base64'))
      expect(record?.userName).toBe((await service.get(id)).userName)
      seen.push(record?.generation)
    }
    await look()
    await service.update(id, { userName: 'Ada L.', email: null })
    await look()
    await service.recover('ada l.', recoveryCode, 'second one')
    await look()
    await service.changePassword(id, 'second one', 'third one')
    await look()
    await service.renewRecoveryCode(id, 'third one')
    await look()
    await service.close()
    const stronger = profileService({ dataFolder, kdf: { memory: 128, passes: 2, parallelism: 1 } })
    await stronger.signIn('ada l.', 'third one')
    expect(readKeyFile(dataFolder, id)?.password?.memory).toBe(128)
    seen.push(readKeyFile(dataFolder, id)?.generation)
    expect(seen).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('stays when a change is refused', async () => {
    const { dataFolder, file, id, service } = await withAda()
    await service.create(bob, password)
    const before = readFileSync(file)
    await expect(service.update(id, { userName: 'BOB', email: null })).rejects.toThrow('USER_NAME_TAKEN')
    await expect(service.changePassword(id, 'wrong one', 'x')).rejects.toThrow('WRONG_PASSWORD')
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(readdirSync(profileFolder(dataFolder, id))).toEqual(['keys.json'])
  })

  it.each([
    ['that is missing', (file: string) => rmSync(file)],
    ['that is cut off', (file: string) => writeFileSync(file, readFileSync(file, 'utf8').slice(0, 200))],
    [
      'with another name',
      (file: string) => writeFileSync(file, readFileSync(file, 'utf8').replace('Ada', 'Eve')),
    ],
    [
      'with more in it',
      (file: string) => writeFileSync(file, readFileSync(file, 'utf8').replace('{', '{"x":1,')),
    ],
    ['of a password from before', (file: string) => writeFileSync(file, former)],
  ])('%s is written anew from the list at the next start', async (_name, damage) => {
    const { dataFolder, dataKey, file, id, service } = await withAda()
    former = readFileSync(file, 'utf8')
    await service.changePassword(id, password, 'another one')
    await service.close()
    const good = readFileSync(file)
    damage(file)
    const next = profileService({ dataFolder })
    expect(next.repair()).toBeNull()
    expect(readFileSync(file).equals(good)).toBe(true)
    expect((await next.signIn('ada', 'another one')).dataKey).toEqual(dataKey)
  })
  let former = ''

  it('of another profile, copied into a folder, is not taken', async () => {
    const { dataFolder, file, service } = await withAda()
    const other = await service.create(bob, password)
    await service.close()
    writeFileSync(profileKeyFile(dataFolder, other.profile.id), readFileSync(file))
    rmSync(join(dataFolder, 'profiles.db'))
    const next = profileService({ dataFolder })
    expect((await next.list()).map(({ userName }) => userName)).toEqual(['Ada'])
    expect(next.repair()?.unknownFolders).toEqual([profileFolder(dataFolder, other.profile.id)])
  })

  it('that cannot be written does not undo the change; the next sign-in or start writes it', async () => {
    const { dataFolder, dataKey, file, id, service } = await withAda()
    mkdirSync(`${file}.unfinished`)
    await service.changePassword(id, password, 'another one')
    expect(existsSync(file)).toBe(false)
    expect((await service.signIn('ada', 'another one')).dataKey).toEqual(dataKey)
    await service.close()
    rmSync(`${file}.unfinished`, { recursive: true })
    const again = profileService({ dataFolder })
    expect(existsSync(file)).toBe(true)
    rmSync(file)
    await again.signIn('ada', 'another one')
    expect(existsSync(file)).toBe(true)
    rmSync(file)
    await again.close()
    profileService({ dataFolder })
    expect(existsSync(file)).toBe(true)
  })
})

/** Makes the list of a folder one of version 1, from before there were key files. */
function makeOld(dataFolder: string): void {
  const db = openConnection({ file: join(dataFolder, 'profiles.db') })
  db.exec('ALTER TABLE profiles DROP COLUMN digest; ALTER TABLE profiles DROP COLUMN generation')
  db.exec('DROP TABLE unknown_attempts; DROP TABLE next_key_wraps')
  db.pragma('user_version = 1')
  db.close()
  for (const id of readdirSync(join(dataFolder, 'profiles'))) {
    rmSync(join(dataFolder, 'profiles', id, 'keys.json'))
  }
}

describe('a list of the version before key files', () => {
  it('gets digests and key files, and loses nothing, and its copy does not stay', async () => {
    const { dataFolder, dataKey, file, service } = await withAda()
    const other = await service.create(bob, password)
    await service.close()
    makeOld(dataFolder)
    const next = profileService({ dataFolder })
    expect(next.repair()).toBeNull()
    expect(existsSync(file)).toBe(true)
    expect((await next.signIn('ada', password)).dataKey).toEqual(dataKey)
    expect((await next.signIn('bob', password)).dataKey).toEqual(other.dataKey)
    expect(readdirSync(dataFolder).filter((name) => name.includes('before'))).toEqual([])
  })

  it('and damaged gives what can be read of it', async () => {
    const { dataFolder, dataKey, file, service } = await withAda()
    await service.close()
    makeOld(dataFolder)
    flipBit(join(dataFolder, 'profiles.db'), 3 * 4096 - 1)
    const next = profileService({ dataFolder })
    expect(next.repair()).toMatchObject({ isRestored: true, unknownFolders: [] })
    expect(existsSync(file)).toBe(true)
    expect((await next.signIn('ada', password)).dataKey).toEqual(dataKey)
  })

  it('is changed in nothing else', () => {
    const db = openConnection({ file: join(temporaryFolder(), 'profiles.db') })
    migrate(db, [createProfiles])
    db.exec(`
      INSERT INTO profiles (key, id, user_name, user_name_key, email, email_key, created_at, failed_attempts)
        VALUES (3, 'a', 'Ada', 'ada', 'A@b', 'a@b', 5, 2), (7, 'b', 'Bob', 'bob', NULL, NULL, 6, 0);
      INSERT INTO key_wraps (profile_key, purpose, memory, passes, parallelism, salt, wrapped)
        VALUES (3, 'password', 64, 1, 1, x'01', x'02'), (7, 'recovery', 64, 1, 1, x'03', x'04');
    `)
    const rows = `SELECT key, id, user_name, user_name_key, email, email_key, created_at, failed_attempts FROM profiles`
    const before = [db.prepare(rows).all(), db.prepare('SELECT * FROM key_wraps').all()]
    migrate(db, profileListMigrations)
    expect([db.prepare(rows).all(), db.prepare('SELECT * FROM key_wraps').all()]).toEqual(before)
    expect(allProfiles(db).map((profile) => [profile.generation, isIntact(db, profile)])).toEqual([
      [1, true],
      [1, true],
    ])
    db.close()
  })
})
