import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newBackupId, readFileName, type NamedBackup } from '../../electron/core/backups/backupNames.ts'
import { expired, isDailyDue } from '../../electron/core/backups/rotation.ts'
import type { BackupKind } from '../../shared/contract/backups.ts'

const day = 24 * 3_600_000
const now = new Date(2026, 5, 15, 12).getTime()

function made(kind: BackupKind, createdAt: number, version: number | null = null): NamedBackup {
  return { id: newBackupId(kind, createdAt, version), kind, version, createdAt }
}

const kinds: readonly BackupKind[] = ['daily', 'manual', 'before-update', 'before-restore']
const anyBackup = fc
  .record({
    kind: fc.constantFrom(...kinds),
    age: fc.integer({ min: -3 * day, max: 90 * day }),
    version: fc.nat(9),
  })
  .map(({ age, kind, version }) => made(kind, now - age, kind === 'before-update' ? version : null))

describe('the name of a backup', () => {
  it('tells what it is and when it was made, to the millisecond', () => {
    fc.assert(
      fc.property(anyBackup, (backup) => {
        expect(readFileName(`${backup.id}.db`)).toEqual(backup)
      }),
    )
  })

  it.each([
    'daily-20260101T000000000Z.db.unfinished',
    'daily-20260101T000000000Z',
    'daily-20261301T000000000Z.db',
    '../daily-20260101T000000000Z.db',
    'confab.db',
    'before-x-20260101T000000000Z.db',
  ])('is not read into %s, which is no whole backup', (name) => {
    expect(readFileName(name)).toBeNull()
  })
})

describe('rotation', () => {
  it('is due on a new day of the machine, and not again on the same', () => {
    const evening = new Date(2026, 5, 14, 23, 59).getTime()
    const morning = new Date(2026, 5, 15, 0, 1).getTime()
    expect(isDailyDue([], morning)).toBe(true)
    expect(isDailyDue([made('daily', evening)], morning)).toBe(true)
    expect(isDailyDue([made('daily', morning)], now)).toBe(false)
    expect(isDailyDue([made('manual', morning)], now)).toBe(true)
  })

  it('never gives up the newest of a kind, nor what somebody asked for, and keeps at most seven days', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyBackup, { selector: ({ id }) => id, maxLength: 40 }), (backups) => {
        const gone = new Set(expired(backups, now))
        const kept = backups.filter(({ id }) => !gone.has(id))
        const daily = backups.filter(({ kind }) => kind === 'daily')
        const keptDaily = kept.filter(({ kind }) => kind === 'daily')
        expect(keptDaily.length).toBeLessThanOrEqual(7)
        expect(keptDaily.length > 0).toBe(daily.length > 0)
        const inTime = daily.filter(({ createdAt }) => now - createdAt <= 7 * day)
        expect(keptDaily.length).toBeGreaterThanOrEqual(Math.min(7, inTime.length))
        const overdue = keptDaily.filter(({ createdAt }) => now - createdAt > 7 * day)
        expect(overdue.length).toBeLessThanOrEqual(1)
        expect(backups.filter(({ id, kind }) => kind === 'manual' && gone.has(id))).toEqual([])
        const real = daily.filter(({ createdAt }) => createdAt <= now)
        const newest = real.toSorted((one, other) => other.createdAt - one.createdAt)[0]
        expect(newest !== undefined && gone.has(newest.id)).toBe(false)
        const updates = kept.filter(({ kind }) => kind === 'before-update').map(({ version }) => version)
        expect(new Set(updates).size).toBe(updates.length)
      }),
    )
  })

  it('lets a daily backup go after seven days also where they are made seldom, but never the only one', () => {
    const seldom = [1, 6, 8, 30].map((age) => made('daily', now - age * day))
    expect(expired(seldom, now)).toEqual([seldom[2]?.id, seldom[3]?.id])
    expect(expired(seldom.slice(3), now)).toEqual([])
  })

  it('is not misled by a clock that was wrong for a week: real backups take the place of those from the future', () => {
    const future = Array.from({ length: 7 }, (_, index) => made('daily', now + (100 + index) * day))
    const today = made('daily', now)
    expect(expired([...future, today], now)).not.toContain(today.id)
  })

  it('keeps what was there before an update or a restoration for 30 days', () => {
    const backups = [
      made('before-update', now - 31 * day, 1),
      made('before-update', now - 29 * day, 2),
      made('before-restore', now - 31 * day),
      made('before-restore', now - 29 * day),
    ]
    expect(expired(backups, now)).toEqual([backups[0]?.id, backups[2]?.id])
  })
})
