import type { FormerKey } from '../database/formerKeys.ts'

/** What the process that copies and checks databases is asked for. Paths are absolute. */
export interface BackupJob {
  /**
   * `copy` makes `target` from the database `file`, which others may write to meanwhile, and checks the copy.
   * `check-and-copy` first looks for damage in `file` itself.
   * `check` only reads `file` to its end.
   * `prepare` copies the backup `file`, which nobody writes to, to `target`, under `dataKey` and brought up to date.
   * `rekey` copies the database `file`, which nobody has open, to `target` under `newKey`.
   * `former-keys` reads which keys are kept in `file`.
   */
  readonly kind: 'copy' | 'check-and-copy' | 'check' | 'prepare' | 'rekey' | 'former-keys'
  readonly file: string
  /** Written under another name until it is whole; there is none for `check` and `former-keys`. */
  readonly target: string | null
  /** 32 bytes. */
  readonly dataKey: Uint8Array
  /** 32 bytes, for `rekey`. */
  readonly newKey?: Uint8Array
  /** Keys that `check` and `prepare` try besides `dataKey`, and that `prepare` and `rekey` keep in `target`. */
  readonly formerKeys?: readonly FormerKey[]
}

export type BackupResult =
  | {
      readonly outcome: 'done'
      readonly bytes: number
      /** Of `former-keys`. */
      readonly formerKeys?: readonly FormerKey[]
    }
  /** `file` is damaged, or not encrypted with this key. */
  | { readonly outcome: 'damaged' }
  /** `file` is of a newer version. */
  | { readonly outcome: 'newer'; readonly found: number; readonly supported: number }
  | { readonly outcome: 'disk-full' }
  /** `description` as the log may have it. */
  | { readonly outcome: 'failed'; readonly description: string }
