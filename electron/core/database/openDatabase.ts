import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { CallError } from '../callError.ts'
import type { Connection, ConnectionOptions } from './connection.ts'
import { openConnection, readUserVersion } from './connection.ts'
import type { CopyBefore, Migration } from './migrate.ts'
import { copyBeside, migrate } from './migrate.ts'
import { storageError } from './storageError.ts'

function openChecked(
  options: ConnectionOptions,
  migrations: readonly Migration[],
  copyBefore: CopyBefore,
): Connection {
  const found = readUserVersion(options)
  const supported = migrations.length
  if (found > supported) throw new CallError('DATABASE_NEWER', { found, supported })
  const db = openConnection(options)
  try {
    migrate(db, migrations, copyBefore)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/**
 * Opens a database with its schema brought up to date; makes it when it is absent, with the folders above it.
 * @throws CallError `DATABASE_NEWER` or `DATABASE_DAMAGED` with the files left untouched, `DISK_FULL`
 */
export function openDatabase(
  options: ConnectionOptions,
  migrations: readonly Migration[],
  copyBefore: CopyBefore = copyBeside,
): Connection {
  try {
    mkdirSync(dirname(options.file), { recursive: true, mode: 0o700 })
    return openChecked(options, migrations, copyBefore)
  } catch (error) {
    throw storageError(error, options.file)
  }
}
