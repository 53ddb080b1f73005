import { CallError } from '../../callError.ts'

/** Where a page of hits begins. */
export interface HitPlace {
  /** Hits with a smaller `time_key`. */
  readonly before: number
  /** Of those, ranked, so many are left out: they were on the pages before. */
  readonly skipped: number
}

/** The cursor of a page of hits: opaque to windows, which only hand it back. */
export function cursorOfHits({ before, skipped }: HitPlace): string {
  return Buffer.from(`${before}.${skipped}`).toString('base64url')
}

/** @throws CallError `INVALID_INPUT` for a text that is no cursor of ours */
export function placeOfHits(cursor: string | null): HitPlace {
  if (cursor === null) return { before: Number.MAX_SAFE_INTEGER, skipped: 0 }
  const found = /^(\d{1,16})\.(\d{1,6})$/u.exec(Buffer.from(cursor, 'base64url').toString())
  if (!found) throw new CallError('INVALID_INPUT', { field: 'cursor' })
  return { before: Number(found[1]), skipped: Number(found[2]) }
}
