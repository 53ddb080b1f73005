import { rm } from 'node:fs/promises'
import { preparedFile, commitRestoration, finishRestoration, type Former } from './replace.ts'
import type { Copier } from './copier.ts'
import { formerKeysIn } from './formerKeysIn.ts'
import { checkedBackup } from './outcomes.ts'

export interface Restoration {
  /** The profile's database, which may be open until `whenClosed` runs its work. */
  readonly file: string
  /** What is to take its place: a backup that nobody writes to. */
  readonly source: string
  readonly dataKey: Buffer
  /** Throws where the key is not the profile's any more. Asked when no change of the key can come between any more. */
  readonly refuseStale: () => void
  /**
   * Closes the database, and runs the work before anybody can open it again. `former` is what was there: a sound one
   * becomes a backup, a damaged one is kept beside the new one.
   */
  readonly whenClosed: (work: () => Promise<void>, former: Former) => Promise<void>
}

/** Puts backups in the place of databases, one after the other, and not while the key of one is changed. */
export class Restorer {
  readonly #copier: Copier
  readonly #now: () => number
  #turn: Promise<unknown> = Promise.resolve()

  constructor(copier: Copier, now: () => number) {
    this.#copier = copier
    this.#now = now
  }

  /**
   * The backup is copied, brought up to date and read to its end first, so that until the last moment nothing has
   * changed. Answers with where the former database is kept, null when there was none.
   * @throws CallError `BACKUP_DAMAGED`, `BACKUP_NEWER`, `DISK_FULL`, with nothing changed
   */
  restore(restoration: Restoration): Promise<string | null> {
    return this.inTurn(() => this.#restore(restoration))
  }

  /** Does work while nothing is restored. */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#turn.then(work)
    // Whoever waits for `result` is told of its failure; the next in turn need not be.
    this.#turn = result.catch(() => undefined)
    return result
  }

  /**
   * Makes `target` from what `write` writes: whole, of this version and read to its end, under its name only then.
   * @throws CallError as `restore`, and what `write` throws, with nothing left behind
   */
  async prepare(write: (file: string) => Promise<void>, target: string, dataKey: Buffer): Promise<void> {
    const source = `${target}.source`
    try {
      await write(source)
      checkedBackup(await this.#copier.run({ kind: 'prepare', file: source, target, dataKey }))
    } finally {
      await rm(source, { force: true })
    }
  }

  async #restore(restoration: Restoration): Promise<string | null> {
    const { dataKey, file, refuseStale, source, whenClosed } = restoration
    refuseStale()
    const formerKeys = await formerKeysIn(this.#copier, file, dataKey)
    const prepared = { kind: 'prepare', file: source, target: preparedFile(file), dataKey } as const
    checkedBackup(await this.#copier.run({ ...prepared, formerKeys }))
    const { outcome } = await this.#copier.run({ kind: 'check', file, target: null, dataKey })
    const former: Former = outcome === 'done' || outcome === 'newer' ? 'sound' : 'damaged'
    let kept: string | null = null
    await whenClosed(async () => {
      commitRestoration(file, former, this.#now())
      kept = finishRestoration(file)
    }, former)
    return kept
  }
}
