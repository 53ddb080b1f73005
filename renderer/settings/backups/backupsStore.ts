import { create } from 'zustand'
import type { GoodBackup } from '../../../shared/backups.ts'
import type { Backup } from '../../../shared/contract/backups.ts'
import { call } from '../../connection/call.ts'

interface BackupsState {
  /** Null until they have been fetched. Newest first. */
  readonly backups: readonly Backup[] | null
  /** One is being made. */
  readonly busy: boolean
  /** The profile's file was found to be damaged. */
  readonly damaged: boolean
  /** Where the backups are. */
  readonly folder: string
  /** Damage that was found just now, and what could be restored; null once it was read. */
  readonly notice: { readonly backup: GoodBackup | null } | null
}

const nothing: BackupsState = { backups: null, busy: false, damaged: false, folder: '', notice: null }

export const useBackups = create<BackupsState>(() => nothing)

export async function fetchBackups(): Promise<void> {
  useBackups.setState(await call((client) => client.backups.list({})))
}

/** Fetches them again if they have been shown. */
export function refreshBackups(): void {
  if (useBackups.getState().backups === null) return
  // What could not be fetched now is fetched when the section is opened again.
  fetchBackups().catch(() => useBackups.setState({ backups: null }))
}

export function showDamage(backup: GoodBackup | null): void {
  useBackups.setState({ damaged: true, notice: { backup } })
}

export function hideDamage(): void {
  useBackups.setState({ notice: null })
}

export function clearBackups(): void {
  useBackups.setState(nothing)
}
