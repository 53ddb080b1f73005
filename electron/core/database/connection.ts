import Database from 'better-sqlite3'
import { existsSync, rmSync, statSync } from 'node:fs'
import { indexedWords, searchWords } from '../../../shared/search/searchWords.ts'

/** An open SQLite database. Functions of this folder take it as their first argument, `db`. */
export type Connection = Database.Database

export interface ConnectionOptions {
  /** Absolute path. The folder exists; the file is made when it is absent. */
  readonly file: string
  /** 32 bytes, left untouched. Without it the database is not encrypted. */
  readonly dataKey?: Buffer
}

/** How long a write waits for another connection (a backup tool, say) to let go. */
const busyTimeoutMilliseconds = 2000
/** The WAL is cut back to this after a checkpoint, so that one large deletion does not keep its size for good. */
const walLimitBytes = 16 * 1024 * 1024

/**
 * Keys a connection in the format of SQLCipher 4. Behind `raw:` the bytes are the key itself: without the prefix
 * they would be a passphrase and go through 256,000 rounds of key derivation at every opening.
 */
function unlock(db: Connection, dataKey: Buffer): void {
  db.pragma(`cipher = 'sqlcipher'`)
  db.pragma('legacy = 4')
  withRawKey(dataKey, (rawKey) => db.key(rawKey))
}

function withRawKey(dataKey: Buffer, use: (rawKey: Buffer) => void): void {
  const rawKey = Buffer.concat([Buffer.from('raw:'), dataKey])
  try {
    use(rawKey)
  } finally {
    rawKey.fill(0)
  }
}

/**
 * Encrypts a database anew, page by page in its place. A process that is killed leaves a journal under the former key
 * beside it: this is for copies that have no name yet. There is no other way: a database that is attached under
 * another key, or a `VACUUM INTO` with one, is not to be had in this build.
 * @throws SqliteError
 */
export function encryptAnew(file: string, former: Buffer, dataKey: Buffer): void {
  const db = connect(file, former, {})
  try {
    // A WAL cannot be encrypted anew.
    db.pragma('journal_mode = DELETE')
    db.pragma('temp_store = MEMORY')
    withRawKey(dataKey, (rawKey) => db.rekey(rawKey))
  } finally {
    db.close()
  }
}

/** Whether a database is there and opens with a key. Nothing is written. */
export function opensWith(file: string, dataKey: Buffer): boolean {
  if (isEmpty(file)) return false
  try {
    return readUserVersion({ file, dataKey }) > 0
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_NOTADB') return false
    throw error
  }
}

function connect(file: string, dataKey: Buffer | undefined, options: Database.Options): Connection {
  const db = new Database(file, { timeout: busyTimeoutMilliseconds, ...options })
  try {
    if (dataKey) unlock(db, dataKey)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** Opens a database for reading and writing. @throws SqliteError when the key is wrong or the file is none of ours */
export function openConnection({ file, dataKey }: ConnectionOptions): Connection {
  const db = connect(file, dataKey, {})
  try {
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    db.pragma('temp_store = MEMORY')
    db.pragma('secure_delete = ON')
    db.pragma(`journal_size_limit = ${walLimitBytes}`)
    // The triggers and views of the search index call it: without it nothing can be written.
    for (const [name, words] of Object.entries({ search_words: searchWords, indexed_words: indexedWords })) {
      db.function(name, { deterministic: true }, (text: unknown) =>
        typeof text === 'string' ? words(text) : '',
      )
    }
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** Opens a database for reading alone; nothing is sorted in a file. @throws SqliteError as `openConnection` */
export function openReadOnly({ file, dataKey }: ConnectionOptions): Connection {
  const db = connect(file, dataKey, { readonly: true })
  try {
    db.pragma('temp_store = MEMORY')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function isEmpty(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0
}

/** Removes what a look at a database made beside it. */
function removeNew(files: readonly string[]): void {
  for (const file of files) rmSync(file, { force: true })
}

/**
 * Reads the version of a database's schema without changing a byte of it or leaving a file beside it; 0 for a
 * database that is not there yet.
 *
 * An ordinary connection would write: closing it copies the WAL of a killed process into the database. A read-only
 * one never does, but makes an empty WAL and its index where there are none.
 * @throws SqliteError `SQLITE_NOTADB` when the key is wrong or the file is none of ours
 */
export function readUserVersion({ file, dataKey }: ConnectionOptions): number {
  if (isEmpty(file)) return 0
  const absent = [`${file}-wal`, `${file}-shm`].filter((beside) => !existsSync(beside))
  const db = connect(file, dataKey, { readonly: true })
  try {
    return Number(db.pragma('user_version', { simple: true }))
  } finally {
    db.close()
    removeNew(absent)
  }
}
