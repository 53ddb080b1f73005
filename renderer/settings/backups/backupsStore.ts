import { useEffect, useState } from 'react'
import type { BackupFailure, GoodBackup } from '../../../shared/backups.ts'
import type { Backup } from '../../../shared/contract/backups.ts'
import { call } from '../../connection/call.ts'
import { failureOf } from '../../errors/failure.ts'
import { sentenceOf } from '../../errors/sentences.ts'
import { createProfileStore } from '../../state/profileState.ts'

interface BackupsState {
  /** Null until they have been fetched. Newest first. */
  readonly backups: readonly Backup[] | null
  /** One is being made. */
  readonly busy: boolean
  /** The profile's file was found to be damaged. */
  readonly damaged: boolean
  /** The last daily backup, where it failed and none was made since. */
  readonly failure: BackupFailure | null
  /** How many of the backups are under a former data key. */
  readonly former: number
  /** Where the backups are. */
  readonly folder: string
  /** Damage that was found just now, and what could be restored; null once it was read. */
  readonly notice: { readonly backup: GoodBackup | null } | null
  /** That there has been no backup for days; null where there has, or once it was read. */
  readonly failing: Failing | null
  /** It was read. */
  readonly failingSeen: boolean
}

/** Daily backups fail; the newest backup is of `since` (epoch milliseconds). */
interface Failing {
  readonly failure: BackupFailure
  readonly since: number
}

const nothing: BackupsState = {
  backups: null,
  busy: false,
  damaged: false,
  failure: null,
  former: 0,
  folder: '',
  notice: null,
  failing: null,
  failingSeen: false,
}

export const useBackups = createProfileStore<BackupsState>(() => nothing)

/** Fetches them for a section that shows them; answers with what is in the way. */
export function useFetchedBackups(): string | null {
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    fetchBackups().catch((error: unknown) => setProblem(sentenceOf(failureOf(error))))
  }, [])
  return problem
}

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

/** Each failure is told of; whoever has read of one need not read of the next. */
export function showFailing(failing: Failing): void {
  useBackups.setState(({ failingSeen }) => (failingSeen ? {} : { failing }))
}

export function hideFailing(): void {
  useBackups.setState({ failing: null, failingSeen: true })
}
