/** What the process that copies and checks databases is asked for. Paths are absolute. */
export interface BackupJob {
  /**
   * `copy` makes `target` from the database `file`, which others may write to meanwhile, and checks the copy.
   * `check-and-copy` first looks for damage in `file` itself.
   * `check` only reads `file` to its end.
   * `prepare` copies the backup `file`, which nobody writes to, to `target`, and brings that up to date.
   */
  readonly kind: 'copy' | 'check-and-copy' | 'check' | 'prepare'
  readonly file: string
  /** Written under another name until it is whole; there is none for `check`. */
  readonly target: string | null
  /** 32 bytes. */
  readonly dataKey: Uint8Array
}

export type BackupResult =
  | { readonly outcome: 'done'; readonly bytes: number }
  /** `file` is damaged, or not encrypted with this key. */
  | { readonly outcome: 'damaged' }
  /** `file` is of a newer version. */
  | { readonly outcome: 'newer'; readonly found: number; readonly supported: number }
  | { readonly outcome: 'disk-full' }
  /** `description` as the log may have it. */
  | { readonly outcome: 'failed'; readonly description: string }
