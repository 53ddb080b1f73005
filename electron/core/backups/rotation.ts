/** Which backups are due and which may go. Pure: what is there and what time it is are given. */
import type { BackupId } from '../../../shared/backups.ts'
import type { NamedBackup } from './backupNames.ts'

const dailyKept = 7
const day = 24 * 3_600_000
/** How long daily backups are kept: what was deleted is to leave them, also where they are made seldom. In milliseconds. */
const dailyAge = 7 * day
/** How long what was there before an update or a restoration is kept. In milliseconds. */
const beforeKept = 30 * day

/** The day on the machine's own calendar. */
function dayOf(time: number): string {
  const date = new Date(time)
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`
}

/** Whether no daily backup was made on this day yet. */
export function isDailyDue(backups: readonly NamedBackup[], now: number): boolean {
  const today = dayOf(now)
  return !backups.some(({ createdAt, kind }) => kind === 'daily' && dayOf(createdAt) === today)
}

function newestFirst(backups: readonly NamedBackup[]): readonly NamedBackup[] {
  return backups.toSorted((one, other) => other.createdAt - one.createdAt)
}

/**
 * The daily backups beyond the newest seven, and those whose time is over; the newest of all stays whatever its age. One from the future, made while the clock was wrong, counts as the oldest:
 * else it would push out the real ones for as long as it lies ahead.
 */
function dailyBeyond(backups: readonly NamedBackup[], now: number): readonly NamedBackup[] {
  const daily = newestFirst(backups.filter(({ kind }) => kind === 'daily'))
  const isAhead = ({ createdAt }: NamedBackup): boolean => createdAt > now + day
  const ordered = [...daily.filter((one) => !isAhead(one)), ...daily.filter(isAhead)]
  const newest = ordered.find(({ createdAt }) => createdAt <= now)
  return ordered.filter(
    (one, index) => index >= dailyKept || (one !== newest && now - one.createdAt > dailyAge),
  )
}

/** Of the backups before updates all but the newest of each version, and those whose time is over. */
function updatesBeyond(backups: readonly NamedBackup[], now: number): readonly NamedBackup[] {
  const versions = new Set<number | null>()
  return newestFirst(backups.filter(({ kind }) => kind === 'before-update')).filter((one) => {
    const isNewest = !versions.has(one.version)
    versions.add(one.version)
    return !isNewest || now - one.createdAt > beforeKept
  })
}

/** The backups that have had their time. Those that somebody asked for stay. */
export function expired(backups: readonly NamedBackup[], now: number): readonly BackupId[] {
  const restores = backups.filter(
    ({ createdAt, kind }) => kind === 'before-restore' && now - createdAt > beforeKept,
  )
  return [...dailyBeyond(backups, now), ...updatesBeyond(backups, now), ...restores].map(({ id }) => id)
}
