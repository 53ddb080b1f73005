/** In which order a profile is opened and its secrets are written: whatever fails leaves the former ones. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { CallError } from '../../electron/core/callError.ts'
import { openProfileList } from '../../electron/core/database/profileList/profileList.ts'
import { KnownWindows } from '../../electron/core/profiles/knownWindows.ts'
import { createLimits } from '../../electron/core/profiles/limits.ts'
import { create } from '../../electron/core/profiles/identity.ts'
import { createKeyDerivations } from '../../electron/core/profiles/keyDerivation.ts'
import type { Entrance, UnlockedKey } from '../../electron/core/profiles/profileService.ts'
import { recover, renewRecoveryCode, signIn } from '../../electron/core/profiles/signIn.ts'
import { ada, fakeKeyStore, fastCost, keepingLogger } from './temporaryProfiles.ts'
import { password, profileService, temporaryFolder } from './temporaryProfiles.ts'

/** An entrance that writes down how it was used. */
function entrance(enter: (key: UnlockedKey) => Promise<void> = async () => undefined) {
  const steps: string[] = []
  const made: Entrance = {
    async enter(key) {
      steps.push('enter')
      await enter(key)
    },
    leave: async () => void steps.push('leave'),
  }
  return { ...made, steps }
}

const full = { code: 'DISK_FULL' }
const refused = async () => {
  throw new CallError('DISK_FULL')
}

/** The folders of the profiles below a data folder. */
function foldersIn(dataFolder: string): readonly string[] {
  const folder = join(dataFolder, 'profiles')
  return existsSync(folder) ? readdirSync(folder) : []
}

/** Makes a folder with something in it, as a database would be. */
function fillFolder(dataFolder: string, { profile }: UnlockedKey): void {
  const folder = join(dataFolder, 'profiles', profile.id)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'confab.db'), 'database')
}

describe('a new profile', () => {
  it('has no entry while its database is made, and none after that failed: its name is free', async () => {
    const dataFolder = temporaryFolder()
    const service = profileService({ dataFolder })
    const failing = entrance(async (key) => {
      fillFolder(dataFolder, key)
      expect(await service.list()).toEqual([])
      await refused()
    })
    const creating = service.create(ada, password, { entrance: failing })
    await expect(creating).rejects.toMatchObject(full)
    expect(failing.steps).toEqual(['enter'])
    expect(foldersIn(dataFolder)).toEqual([])
    expect(await service.list()).toEqual([])
    await service.create(ada, password)
  })

  it('whose entry cannot be written is closed again, without its folder, and the other keeps the name', async () => {
    const dataFolder = temporaryFolder()
    const service = profileService({ dataFolder })
    const late = entrance(async (key) => {
      fillFolder(dataFolder, key)
      await service.create(ada, password)
    })
    const creating = service.create(ada, 'another password', { entrance: late })
    await expect(creating).rejects.toMatchObject({ code: 'USER_NAME_TAKEN' })
    expect(late.steps).toEqual(['enter', 'leave'])
    expect(foldersIn(dataFolder)).toEqual((await service.list()).map(({ id }) => id))
    expect((await service.signIn('ada', password)).profile.userName).toBe('Ada')
  })
})

describe('recovering a profile', () => {
  it('that cannot be opened leaves its password, its code and the key that the operating system keeps', async () => {
    const service = profileService({ keyStore: fakeKeyStore() })
    const { profile, dataKey, recoveryCode } = await service.create(ada, password)
    await service.setStaySignedIn(profile.id, dataKey)
    const failing = entrance(refused)
    const recovering = service.recover('ada', recoveryCode, 'a new password', { entrance: failing })
    await expect(recovering).rejects.toMatchObject(full)
    expect(failing.steps).toEqual(['enter'])
    await service.signIn('ada', password)
    expect((await service.resume(profile.id)).profile.staysSignedIn).toBe(true)
    const recovered = await service.recover('ada', recoveryCode, 'a new password', { entrance: entrance() })
    expect(recovered.dataKey.equals(dataKey)).toBe(true)
  })

  it('with a code that is replaced meanwhile is taken back, and the code of the other counts', async () => {
    const service = profileService()
    const { profile, recoveryCode } = await service.create(ada, password)
    let renewed = ''
    const late = entrance(async () => {
      renewed = await service.renewRecoveryCode(profile.id, password)
    })
    const recovering = service.recover('ada', recoveryCode, 'a new password', { entrance: late })
    await expect(recovering).rejects.toMatchObject({ code: 'WRONG_RECOVERY_CODE' })
    expect(late.steps).toEqual(['enter', 'leave'])
    await service.signIn('ada', password)
    await service.recover('ada', renewed, 'a new password')
  })

  it('tells the new code also when the disk refuses to have the former one overwritten', async () => {
    const db = openProfileList(join(temporaryFolder(), 'profiles.db'))
    const logger = keepingLogger()
    const deriving = { ...createKeyDerivations(), cost: fastCost }
    const counting = { windows: new KnownWindows(), limits: createLimits(Date.now) }
    const host = { dataFolder: temporaryFolder(), keyStore: undefined, logger, now: Date.now }
    const parts = { db, ...deriving, ...counting, ...host }
    const made = await create(parts, ada, password)
    const pragma = db.pragma.bind(db)
    Object.defineProperty(db, 'pragma', {
      value: (source: string) => {
        if (source.startsWith('wal_checkpoint')) throw new Database.SqliteError('full', 'SQLITE_FULL')
        return pragma(source)
      },
    })
    const { recoveryCode } = await recover(parts, 'ada', made.recoveryCode, 'a new password')
    const { profile } = await signIn(parts, 'ada', 'a new password')
    const renewed = await renewRecoveryCode(parts, profile.id, 'a new password')
    expect(renewed).not.toBe(recoveryCode)
    expect((await recover(parts, 'ada', renewed, password)).dataKey.equals(made.dataKey)).toBe(true)
    expect(logger.lines.join('\n')).toContain('SQLITE_FULL')
    db.close()
  })
})
