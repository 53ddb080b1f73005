import type { Connection } from './connection.ts'
import { storageError } from './storageError.ts'

type Call = <Result>(work: () => Result) => Promise<Result>

/** `read` runs a function as it is, `write` in one transaction; both turn a full disk and a damaged page into their errors. */
export function callsOf(db: Connection): { readonly read: Call; readonly write: Call } {
  const read: Call = async (work) => {
    try {
      return work()
    } catch (error) {
      throw storageError(error, db.name)
    }
  }
  return { read, write: (work) => read(() => db.transaction(work).immediate()) }
}
