/** What damage to `profiles.db`, or its loss, takes from anybody who has a key file: nothing. */
import { cpSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { CallError } from '../../electron/core/callError.ts'
import { createProfileService } from '../../electron/core/profiles/createProfileService.ts'
import { flipBit } from '../backups/damage.ts'
import { temporaryFolder as keptFolder } from '../support/folders.ts'
import { copyOf, flipIn, listOf, makeAdaFolder, pageSize, saltIn, type AdaFolder } from './adaFolder.ts'
import { fakeKeyStore, fastCost, keepingLogger, password, profileService } from './temporaryProfiles.ts'

let whole: AdaFolder

beforeAll(async () => {
  whole = await makeAdaFolder()
  return whole.remove
})

const damages: readonly (readonly [string, (file: string) => void])[] = [
  ['is gone', (file) => rmSync(file)],
  ['is empty', (file) => truncateSync(file, 0)],
  ['is cut after its first page', (file) => truncateSync(file, pageSize)],
  ['is cut before its last page', (file) => truncateSync(file, readFileSync(file).length - pageSize)],
  ['is cut in the middle of a page', (file) => truncateSync(file, 3 * pageSize + 100)],
  ['has a bit of its header flipped', (file) => flipBit(file, 3)],
  ['is all zeros', (file) => writeFileSync(file, Buffer.alloc(readFileSync(file).length))],
  ['is of something else', (file) => writeFileSync(file, 'Nothing of a database.\n'.repeat(400))],
  ['has a bit of page 2 flipped', (file) => flipBit(file, pageSize + 1)],
  ['has a bit of a salt flipped', (file) => flipIn(file, saltIn(whole, 'password'))],
  ['has a bit of the recovery salt flipped', (file) => flipIn(file, saltIn(whole, 'recovery'))],
  ['has a bit of the name flipped', (file) => flipIn(file, 'Adaada')],
  ['is said to be of no version', (file) => writeVersion(file, 0)],
]

/** Writes the version of the schema past SQLite. */
function writeVersion(file: string, version: number): void {
  const content = readFileSync(file)
  content.writeUInt32BE(version, 60)
  writeFileSync(file, content)
}

/** The key that Ada's password opens. */
async function openedWith(dataFolder: string): Promise<Buffer> {
  const service = createProfileService({ dataFolder, kdf: fastCost, logger: keepingLogger() })
  try {
    return (await service.signIn('ada', password)).dataKey
  } finally {
    await service.close()
  }
}

describe('a list of profiles that', () => {
  it.each(damages)(
    '%s is put right from the key files, and what was there is kept',
    async (_name, damage) => {
      const dataFolder = copyOf(whole)
      const file = listOf(dataFolder)
      damage(file)
      const damaged = existsSync(file) ? readFileSync(file) : Buffer.alloc(0)
      const service = profileService({ dataFolder, keyStore: fakeKeyStore() })
      const repair = service.repair()
      expect(repair).toMatchObject({ isRestored: true, unknownFolders: [] })
      expect(repair?.keptFile ? readFileSync(repair.keptFile) : Buffer.alloc(0)).toEqual(damaged)
      expect(await service.list()).toMatchObject([{ id: whole.id, userName: 'Ada', staysSignedIn: false }])
      expect((await service.signIn('ada@example.org', password)).dataKey).toEqual(whole.dataKey)
      const recovered = await service.recover('ada', whole.recoveryCode, 'another one')
      expect(recovered.dataKey).toEqual(whole.dataKey)
      await service.close()
      const next = profileService({ dataFolder })
      expect(next.repair()).toBeNull()
      expect((await next.signIn('ada', 'another one')).dataKey).toEqual(whole.dataKey)
    },
  )

  it('has any one bit flipped opens all the same, or says that it is of a newer version', async () => {
    const { length } = readFileSync(listOf(whole.folder))
    const header = Array.from({ length: 100 }, (_, byte) => 8 * byte + (byte % 8))
    // The versions of the format and of the schema.
    const versions = [18, 19, 60, 61, 62, 63].flatMap((byte) =>
      [0, 1, 2, 3, 4, 5, 6, 7].map((bit) => 8 * byte + bit),
    )
    const elsewhere = Array.from(
      { length: 60 },
      (_, step) => 800 + step * Math.floor((8 * length - 800) / 60) + (step % 8),
    )
    for (const bit of [...header, ...versions, ...elsewhere]) {
      const { folder, remove } = keptFolder()
      cpSync(whole.folder, folder, { recursive: true })
      flipBit(listOf(folder), bit >> 3, bit & 7)
      const opened = await openedWith(folder).catch((error: unknown) => error)
      const isVersion = bit >> 3 >= 60 && bit >> 3 < 64
      const isNewer = isVersion && opened instanceof CallError && opened.code === 'DATABASE_NEWER'
      expect(isNewer ? whole.dataKey : opened, `bit ${bit}`).toEqual(whole.dataKey)
      remove()
    }
  }, 120_000)
})
