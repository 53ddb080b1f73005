import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createProfileService } from '../../electron/core/profiles/createProfileService.ts'
import { profileDatabaseFile } from '../../electron/core/profiles/profilePaths.ts'
import { profileKeyFile } from '../../electron/core/profiles/profilePaths.ts'
import { flipBit } from '../backups/damage.ts'
import { temporaryFolder as keptFolder } from '../support/folders.ts'
import { ada, fakeKeyStore, fastCost, keepingLogger, password, temporaryFolder } from './temporaryProfiles.ts'

export const pageSize = 4096

export const listOf = (dataFolder: string): string => path.join(dataFolder, 'profiles.db')

export type AdaFolder = Awaited<ReturnType<typeof makeAdaFolder>>

/** A data folder with Ada's profile in it, who stays signed in, as Confab leaves it when it is closed. */
export async function makeAdaFolder() {
  const { folder, remove } = keptFolder()
  const service = createProfileService({
    dataFolder: folder,
    keyStore: fakeKeyStore(),
    kdf: fastCost,
    logger: keepingLogger(),
  })
  const { dataKey, profile, recoveryCode } = await service.create(ada, password)
  await service.setStaySignedIn(profile.id, dataKey)
  await service.close()
  writeFileSync(profileDatabaseFile(folder, profile.id), 'a database')
  return { folder, remove, id: profile.id, dataKey, recoveryCode }
}

/** A copy for one test. */
export function copyOf({ folder }: AdaFolder): string {
  const dataFolder = temporaryFolder()
  cpSync(folder, dataFolder, { recursive: true })
  return dataFolder
}

/** Turns over one bit in the first place where the list has these bytes. */
export function flipIn(file: string, bytes: Buffer | string): void {
  const at = readFileSync(file).indexOf(bytes)
  if (at < 0) throw new Error('the list has no such bytes')
  flipBit(file, at)
}

export function saltIn({ folder, id }: AdaFolder, purpose: 'password' | 'recovery'): Buffer {
  const text = readFileSync(profileKeyFile(folder, id), 'utf8')
  const record = JSON.parse(text) as Record<'password' | 'recovery', { readonly salt: string }>
  return Buffer.from(record[purpose].salt, 'base64')
}
