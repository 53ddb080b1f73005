import { chunkText } from '../../electron/core/database/tree/answerChunks.ts'
import { openConnection } from '../../electron/core/database/connection.ts'
import { createProfileService } from '../../electron/core/profiles/createProfileService.ts'
import { profileDatabaseFile } from '../../electron/core/profiles/profilePaths.ts'
import type { MessageId } from '../../shared/contract/base.ts'
import { memoryLogger } from './memoryLogger.ts'

/** A profile's database as a test looks into it, past the application. */
export interface EncryptedDatabase {
  /** Every message's text, checkpoints included. */
  textsById(): ReadonlyMap<MessageId, string>
  /** How many answers are still marked as being written. */
  unfinished(): number
  isWhole(): boolean
  close(): void
}

/** Opens the database of a profile with its password, as nobody but its owner can. */
export async function openEncrypted(
  dataFolder: string,
  userName: string,
  password: string,
): Promise<EncryptedDatabase> {
  const profiles = createProfileService({ dataFolder, logger: memoryLogger() })
  const { profile, dataKey } = await profiles.signIn(userName, password)
  await profiles.close()
  const db = openConnection({ file: profileDatabaseFile(dataFolder, profile.id), dataKey })
  dataKey.fill(0)
  return {
    textsById() {
      const rows = db
        .prepare<
          [],
          { readonly key: number; readonly id: MessageId; readonly text: string; readonly state: string }
        >('SELECT key, id, text, state FROM messages')
        .all()
      return new Map(
        rows.map(({ key, id, text, state }) => [
          id,
          state === 'streaming' ? chunkText(db, 'answer_chunks', key) : text,
        ]),
      )
    },
    unfinished: () =>
      Number(db.prepare(`SELECT count(*) FROM messages WHERE state = 'streaming'`).pluck().get()),
    isWhole: () =>
      db.pragma('integrity_check', { simple: true }) === 'ok' &&
      db.prepare('PRAGMA foreign_key_check').all().length === 0,
    close: () => db.close(),
  }
}
