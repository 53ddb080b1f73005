import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { backupFile, namedBackups } from '../../electron/core/backups/backupFolder.ts'
import type { Copier } from '../../electron/core/backups/copier.ts'
import { CallError } from '../../electron/core/callError.ts'
import type { BackupJob } from '../../electron/core/backups/job.ts'
import { openConnection } from '../../electron/core/database/connection.ts'
import { putFormerKeys } from '../../electron/core/database/formerKeys.ts'
import { answeredTurn, filesOf } from '../database/temporaryProfile.ts'
import { backedUp, clockAt, namesIn, textsIn } from './backupsTest.ts'

vi.setConfig({ testTimeout: 60_000 })

const hour = 3_600_000

/** Says of every job that it is done, having written a file where one was asked for. */
function instantCopier(): Copier & { readonly jobs: BackupJob[] } {
  const jobs: BackupJob[] = []
  return {
    jobs,
    async run(job) {
      jobs.push(job)
      if (job.target !== null) {
        mkdirSync(path.dirname(job.target), { recursive: true })
        writeFileSync(job.target, 'a copy')
      }
      return { outcome: 'done', bytes: 6 }
    },
  }
}

describe('a backup', () => {
  it('holds all that was committed, also what is still in the WAL, and reads with the key alone', async () => {
    const { backups, database, folder, profile } = await backedUp()
    await answeredTurn(database, { text: 'Second question' }, 'Second answer')
    const { id, bytes, kind } = await backups.create()
    expect(kind).toBe('manual')
    expect(namesIn(folder)).toEqual([`${id}.db`])
    expect(readFileSync(backupFile(folder, id)).length).toBe(bytes)
    expect(textsIn(backupFile(folder, id), profile.dataKey)).toEqual([
      'Quokka question',
      'Wombat answer',
      'Second question',
      'Second answer',
    ])
  })

  it('shows nothing of what is in it, nor does its name', async () => {
    const { backups, folder } = await backedUp()
    await backups.create()
    for (const [name, bytes] of filesOf(folder)) {
      for (const text of ['Quokka', 'Wombat', 'CREATE TABLE', 'SQLite format']) {
        expect(bytes.includes(text), `${text} in ${name}`).toBe(false)
        expect(bytes.includes(Buffer.from(text, 'utf16le')), `${text} in ${name}`).toBe(false)
      }
    }
  })

  it('takes nobody’s locks away: the database goes on being written and closes cleanly', async () => {
    const { backups, database, profile } = await backedUp()
    const making = backups.create()
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => answeredTurn(database, { text: `during ${index}` })),
    )
    await making
    await database.close()
    expect(namesIn(profile.folder)).toEqual(['backups', 'confab.db'])
    expect(textsIn(profile.file, profile.dataKey)).toHaveLength(42)
  })

  it('tells the windows when it begins and when it is there, and is no longer busy then', async () => {
    const { backups, events } = await backedUp()
    const making = backups.create()
    expect(backups.busy).toBe(true)
    await making
    expect(backups.busy).toBe(false)
    expect(events.filter(({ type }) => type === 'backups-changed').length).toBeGreaterThanOrEqual(2)
  })

  it('is not found twice: deleted once, then never there', async () => {
    const { backups } = await backedUp()
    const { id } = await backups.create()
    await backups.remove(id)
    expect(await backups.list()).toEqual([])
    await expect(backups.remove(id)).rejects.toMatchObject({ code: 'BACKUP_NOT_FOUND' })
  })

  it('ends at once when the profile is closed, and leaves no half of itself', async () => {
    const { backups, folder } = await backedUp()
    const making = backups.create()
    await backups.close()
    await expect(making).rejects.toMatchObject({ code: 'SIGNED_OUT' })
    expect(existsSync(folder) ? namesIn(folder) : []).toEqual([])
  })
})

describe('the daily backup', () => {
  it('is made once a day over many days, seven are kept, and what was asked for stays', async () => {
    const clock = clockAt('2026-03-20T07:00:00Z')
    const copier = instantCopier()
    const { backups, folder } = await backedUp(clock.now, copier)
    await backups.create()
    // Over the change to summer time, too.
    for (let round = 0; round < 20 * 4; round += 1) {
      clock.pass(6 * hour)
      await backups.keepDaily()
    }
    const kinds = (await namedBackups(folder)).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'daily')).toHaveLength(7)
    expect(kinds.filter((kind) => kind === 'manual')).toHaveLength(1)
    const made = copier.jobs.filter(({ kind }) => kind === 'check-and-copy')
    expect(made.length).toBeGreaterThanOrEqual(20)
    expect(made.length).toBeLessThanOrEqual(21)
    const newest = Math.max(...(await namedBackups(folder)).map(({ createdAt }) => createdAt))
    expect(clock.now() - newest).toBeLessThan(24 * hour)
  })

  it('lets a former data key go from the database with the last backup that was made under it', async () => {
    const clock = clockAt('2026-03-20T07:00:00Z')
    const { backups, database, profile } = await backedUp(clock.now, instantCopier())
    const { id } = await backups.create('daily')
    const former = { key: randomBytes(32), replacedAt: clock.now(), backups: [id] }
    const db = openConnection(profile)
    putFormerKeys(db, [former])
    db.close()
    const kept: number[] = []
    for (let passed = 1; passed <= 8; passed += 1) {
      clock.pass(24 * hour)
      await backups.keepDaily()
      kept.push((await database.formerKeys()).length)
    }
    expect(kept).toEqual([1, 1, 1, 1, 1, 1, 0, 0])
    expect(await database.formerKeys()).toEqual([])
  })

  it('waits a moment after the opening, so that it never stands in the way of it', async () => {
    const clock = clockAt('2026-03-20T07:00:00Z')
    const copier = instantCopier()
    const { backups } = await backedUp(clock.now, copier)
    await backups.keepDaily()
    expect(copier.jobs).toEqual([])
    clock.pass(10_000)
    await backups.keepDaily()
    expect(copier.jobs).toHaveLength(1)
  })

  it('gives up no good backup for a damaged database, says so to the windows and offers the newest', async () => {
    const clock = clockAt('2026-03-20T07:00:00Z')
    const { backups, database, events, folder, log, profile } = await backedUp(clock.now)
    const { id } = await backups.create('daily')
    await database.close()
    // The last pages: what is read at an opening is sound.
    const { length } = readFileSync(profile.file)
    truncateSync(profile.file, length - 4096)
    clock.pass(25 * hour)
    await backups.keepDaily()
    expect(namesIn(folder)).toEqual([`${id}.db`])
    expect(backups.damaged).toBe(true)
    expect(events).toContainEqual({
      type: 'database-damaged',
      backup: expect.objectContaining({ id }) as object,
    })
    expect(log.join('\n')).toContain('damaged')
    expect(path.isAbsolute(backups.folder)).toBe(true)
  })
})

describe('a daily backup that fails', () => {
  /** Fails as long as it is told to. */
  function failingCopier() {
    const instant = instantCopier()
    const state = { fails: true }
    const run: Copier['run'] = async (job) => (state.fails ? { outcome: 'disk-full' } : instant.run(job))
    return { state, run }
  }

  it('is kept with its reason until one succeeds, and told of once there was none for two days', async () => {
    const clock = clockAt('2026-03-20T07:00:00Z')
    const copier = failingCopier()
    copier.state.fails = false
    const { backups, events } = await backedUp(clock.now, copier)
    const { createdAt } = await backups.create()
    expect(backups.failure).toBeNull()
    copier.state.fails = true
    const told = () => events.filter(({ type }) => type === 'backups-failing')
    clock.pass(47 * hour)
    await backups.keepDaily()
    expect(backups.failure).toEqual({ code: 'DISK_FULL', at: clock.now() })
    expect(events.at(-1)).toEqual({ type: 'backups-changed' })
    expect(told()).toEqual([])
    clock.pass(hour)
    await backups.keepDaily()
    const failure = { code: 'DISK_FULL', at: clock.now() }
    expect(told()).toEqual([{ type: 'backups-failing', failure, since: createdAt }])
    copier.state.fails = false
    clock.pass(hour)
    await backups.keepDaily()
    expect(backups.failure).toBeNull()
  })

  it('is told of also where there never was a backup', async () => {
    const clock = clockAt(new Date(Date.now() + 49 * hour).toISOString())
    const { backups, events, profile } = await backedUp(clock.now, failingCopier())
    clock.pass(10_000)
    await backups.keepDaily()
    const since = Math.floor(statSync(profile.file).birthtimeMs)
    expect(events.at(-1)).toMatchObject({ type: 'backups-failing', since })
  })
})

describe('damage that a call meets', () => {
  const met = (file: string): CallError => new CallError('DATABASE_DAMAGED', { file })

  it('is looked into once: the newest good backup is found and the windows are told of it', async () => {
    const { backups, events, folder, profile } = await backedUp()
    const { id } = await backups.create()
    const newest = await backups.create()
    truncateSync(backupFile(folder, newest.id), 5_000)
    backups.noteFailure(met(profile.file))
    backups.noteFailure(met(profile.file))
    await expect
      .poll(() => events.at(-1), { timeout: 30_000 })
      .toMatchObject({ type: 'database-damaged', backup: { id } })
    backups.noteFailure(met(profile.file))
    expect(events.filter(({ type }) => type === 'database-damaged')).toHaveLength(1)
    expect(backups.damaged).toBe(true)
  })

  it('is said to be without a good backup only when there is none', async () => {
    const { backups, events, profile } = await backedUp()
    backups.noteFailure(met(profile.file))
    await expect
      .poll(() => events.at(-1), { timeout: 30_000 })
      .toEqual({ type: 'database-damaged', backup: null })
  })

  it('is none of this profile’s when it is in another file, and no other failure is damage', async () => {
    const { backups, profile } = await backedUp()
    backups.noteFailure(met(`${profile.file}-other`))
    backups.noteFailure(new CallError('DISK_FULL'))
    backups.noteFailure(new Error('x'))
    expect(backups.damaged).toBe(false)
  })

  it('is not looked into any more when the profile is closed', async () => {
    const { backups, events, profile } = await backedUp()
    backups.noteFailure(met(profile.file))
    await backups.close()
    expect(events).toEqual([])
  })
})
