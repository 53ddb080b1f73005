import type { Connection } from '../connection.ts'

/**
 * The origin (scheme, host, port) that a key and headers were given for. Null for those of before: they were given for
 * the address that is kept beside them, or for the provider's own.
 */
export function addSecretOrigin(db: Connection): void {
  db.exec('ALTER TABLE connections ADD COLUMN secret_origin TEXT')
}
