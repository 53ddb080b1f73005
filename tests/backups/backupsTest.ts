import { readdirSync } from 'node:fs'
import { onTestFinished } from 'vitest'
import { createCopier, type Copier } from '../../electron/core/backups/copier.ts'
import { backupFolderOf } from '../../electron/core/backups/backupFolder.ts'
import { ProfileBackups } from '../../electron/core/backups/profileBackups.ts'
import { openConnection } from '../../electron/core/database/connection.ts'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import type { Event } from '../../shared/contract/events.ts'
import { answeredTurn, temporaryProfile, type TemporaryProfile } from '../database/temporaryProfile.ts'
import { memoryLogger } from '../support/memoryLogger.ts'
import { testFork } from '../support/testFork.ts'

/** Does jobs in real processes. */
export function realCopier(): Copier {
  const logger = memoryLogger()
  return createCopier(() => testFork(logger)('backups'), logger)
}

/** A clock that goes where it is set. */
export function clockAt(text: string) {
  const state = { time: Date.parse(text) }
  return {
    now: () => state.time,
    pass: (milliseconds: number) => void (state.time += milliseconds),
  }
}

export interface BackedUp {
  readonly profile: TemporaryProfile
  readonly database: ProfileDatabase
  readonly backups: ProfileBackups
  readonly events: readonly Event[]
  readonly folder: string
  readonly log: readonly string[]
}

/** A profile with a message, open, and its backups. */
export async function backedUp(
  now: () => number = Date.now,
  copier: Copier = realCopier(),
): Promise<BackedUp> {
  const profile = temporaryProfile()
  const database = await profile.open()
  await answeredTurn(database, { text: 'Quokka question' }, 'Wombat answer')
  const events: Event[] = []
  const logger = memoryLogger()
  const backups = new ProfileBackups({
    ...profile,
    copier,
    now,
    logger,
    publish: (event) => void events.push(event),
    afterCopy: () => database.emptyWal(),
    afterRemoval: (left) => database.keepFormerKeysOf(left),
  })
  onTestFinished(() => backups.close())
  return { profile, database, backups, events, folder: backupFolderOf(profile.file), log: logger.lines }
}

export function namesIn(folder: string): readonly string[] {
  return readdirSync(folder).toSorted()
}

/** The persons' and the models' texts in a database file, oldest first. */
export function textsIn(file: string, dataKey: Buffer): readonly unknown[] {
  const db = openConnection({ file, dataKey })
  try {
    return db.prepare(`SELECT text FROM messages WHERE role <> 'root' ORDER BY key`).pluck().all()
  } finally {
    db.close()
  }
}
