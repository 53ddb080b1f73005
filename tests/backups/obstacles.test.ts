/** What stands in the way of backups and restorations: no room, other versions, backups that are no good. */
import { randomBytes } from 'node:crypto'
import { copyFileSync, statSync, truncateSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { backupFile } from '../../electron/core/backups/backupFolder.ts'
import { newestGood } from '../../electron/core/backups/newestGood.ts'
import { Restorer } from '../../electron/core/backups/restorer.ts'
import { openConnection } from '../../electron/core/database/connection.ts'
import { answeredTurn, temporaryFolder } from '../database/temporaryProfile.ts'
import { mountSmallDisk } from '../support/smallDisk.ts'
import { backedUp, namesIn, realCopier, textsIn } from './backupsTest.ts'
import { flipBit } from './damage.ts'

vi.setConfig({ testTimeout: 60_000 })

describe('a full disk', () => {
  it('refuses a backup, leaves nothing of it, and the database works on', async ({ skip }) => {
    const { backups, database, folder } = await backedUp()
    await answeredTurn(database, { text: 'x'.repeat(190_000) })
    skip(!mountSmallDisk(folder, 128 * 1_024), 'disks cannot be mounted here')
    await expect(backups.create()).rejects.toMatchObject({ code: 'DISK_FULL' })
    expect(namesIn(folder)).toEqual([])
    await answeredTurn(database)
  })

  it('refuses a restoration and leaves the database that is there', async ({ skip }) => {
    const { backups, database, folder, profile } = await backedUp()
    await answeredTurn(database, { text: 'x'.repeat(190_000) })
    const { id } = await backups.create()
    await database.close()
    const small = path.join(temporaryFolder(), 'small')
    skip(!mountSmallDisk(small, statSync(profile.file).size + 100_000), 'disks cannot be mounted here')
    const file = path.join(small, 'confab.db')
    copyFileSync(profile.file, file)
    const texts = textsIn(file, profile.dataKey)
    const source = backupFile(folder, id)
    const whenClosed = (work: () => Promise<void>) => work()
    const restoring = new Restorer(realCopier(), Date.now).restore({
      file,
      source,
      dataKey: profile.dataKey,
      refuseStale: () => undefined,
      whenClosed,
    })
    await expect(restoring).rejects.toMatchObject({ code: 'DISK_FULL' })
    // The look for former keys makes an empty WAL, which goes when the database is next opened and closed.
    const beside = ['confab.db-shm', 'confab.db-wal']
    expect(namesIn(small).filter((name) => !beside.includes(name))).toEqual(['confab.db'])
    expect(textsIn(file, profile.dataKey)).toEqual(texts)
  })

  it('is told also where disks cannot be mounted: by what the process for backups says', async () => {
    const { backups } = await backedUp(Date.now, { run: async () => ({ outcome: 'disk-full' }) })
    await expect(backups.create()).rejects.toMatchObject({ code: 'DISK_FULL' })
  })
})

describe('a backup', () => {
  it('of a newer version is refused with both versions, and is not the one that is offered', async () => {
    const { backups, database, folder, profile } = await backedUp()
    const older = await backups.create()
    const newer = await backups.create()
    await database.close()
    const db = openConnection({ file: backupFile(folder, newer.id), dataKey: profile.dataKey })
    db.pragma('user_version = 99')
    db.close()
    const copier = realCopier()
    const restoring = new Restorer(copier, Date.now).restore({
      file: profile.file,
      source: backupFile(folder, newer.id),
      dataKey: profile.dataKey,
      refuseStale: () => undefined,
      whenClosed: (work) => work(),
    })
    await expect(restoring).rejects.toMatchObject({ code: 'BACKUP_NEWER', data: { found: 99 } })
    expect(await newestGood(copier, profile.file, profile.dataKey)).toMatchObject({ id: older.id })
  })

  it('with a bit turned over, cut off or of another key is never offered', async () => {
    const { backups, folder, profile } = await backedUp()
    const good = await backups.create()
    const flipped = await backups.create()
    const cut = await backups.create()
    flipBit(backupFile(folder, flipped.id), flipped.bytes - 2_000)
    truncateSync(backupFile(folder, cut.id), cut.bytes - 4_096)
    const copier = realCopier()
    expect(await newestGood(copier, profile.file, profile.dataKey)).toMatchObject({ id: good.id })
    expect(await newestGood(copier, profile.file, randomBytes(32))).toBeNull()
  })
})
