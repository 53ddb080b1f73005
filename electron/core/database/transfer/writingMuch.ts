import type { Connection } from '../connection.ts'
import { statement } from '../statement.ts'

/** After how many parts of the search index of one size they are made one: what FTS5 does by itself. */
const usualParts = 4
/** The most that FTS5 lets wait. Making them one less often spares a fifth of the time of a large import. */
const partsOfImport = 16

/**
 * After how many pages the WAL is copied into the database: what SQLite does by itself, and during an import, which
 * writes the same pages of its indexes again and again. Together with the above a quarter faster. 32 MiB.
 */
const usualPages = 1_000
const pagesOfImport = 8_000

/** What is set for the index of messages; FTS5 keeps it in a table of its own. */
function setParts(db: Connection): number {
  const sql = `SELECT v AS parts FROM message_words_config WHERE k = 'automerge'`
  return statement<[], { readonly parts: number }>(db, sql).get()?.parts ?? usualParts
}

function mergeAfter(db: Connection, parts: number): void {
  if (setParts(db) === parts) return
  // A number of JavaScript is a fraction to SQLite, which FTS5 takes for no setting.
  const sql = `INSERT INTO message_words (message_words, rank) VALUES ('automerge', CAST(? AS INTEGER))`
  statement<[number]>(db, sql).run(parts)
}

/** Much is going to be written: parts of the search index are made one, and the WAL is copied, less often. */
export function beginWritingMuch(db: Connection): void {
  mergeAfter(db, partsOfImport)
  db.pragma(`wal_autocheckpoint = ${pagesOfImport}`)
}

/** The usual again; later writes make up for what has waited, a little each. */
export function endWritingMuch(db: Connection): void {
  mergeAfter(db, usualParts)
  db.pragma(`wal_autocheckpoint = ${usualPages}`)
}
