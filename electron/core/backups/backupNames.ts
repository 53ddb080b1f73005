import { backupId, type BackupId } from '../../../shared/backups.ts'
import type { BackupKind } from '../../../shared/contract/backups.ts'

/** What the name of a backup says of it. */
export interface NamedBackup {
  readonly id: BackupId
  readonly kind: BackupKind
  /** The version of the schema before an update; null for all others. */
  readonly version: number | null
  /** Epoch milliseconds. */
  readonly createdAt: number
}

const ending = '.db'
/** Behind the name of a file that is still being written. */
export const unfinished = '.unfinished'

const form = /^(daily|manual|before-restore|before-(\d+))-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/u

/** A time as names have it: UTC, to the millisecond, and in the order of time when they are sorted. */
export function nameTime(time: number): string {
  return new Date(time).toISOString().replaceAll(/[-:.]/gu, '')
}

/** `version` belongs to backups before an update alone. */
export function newBackupId(kind: BackupKind, createdAt: number, version: number | null = null): BackupId {
  const first = kind === 'before-update' ? `before-${version ?? 0}` : kind
  return backupId.parse(`${first}-${nameTime(createdAt)}`)
}

export function fileNameOf(id: BackupId): string {
  return `${id}${ending}`
}

/** Reads the name of a file; null for one that is no whole backup. */
export function readFileName(name: string): NamedBackup | null {
  const stem = name.endsWith(ending) ? name.slice(0, -ending.length) : ''
  const found = form.exec(stem)
  if (!found) return null
  const [, first = '', version, year, month, day, hour, minute, second, millisecond] = found
  const createdAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${millisecond}Z`)
  if (Number.isNaN(createdAt)) return null
  const kind = version === undefined ? (first as BackupKind) : 'before-update'
  return {
    id: backupId.parse(stem),
    kind,
    version: version === undefined ? null : Number(version),
    createdAt,
  }
}
