import type { ImportRefusal } from '../../../../shared/errors.ts'

/** A file, or what follows in it, cannot be read. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError'
  readonly reason: ImportRefusal

  constructor(reason: ImportRefusal) {
    super(reason)
    this.reason = reason
  }
}
