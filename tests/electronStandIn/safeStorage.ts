/** A key store that keeps its key in a file of `CONFAB_STAND_IN_FOLDER`, so that it outlives the process as a real one does. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

function key(): Buffer {
  const file = path.join(process.env['CONFAB_STAND_IN_FOLDER'] ?? '.', 'key')
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600 })
  return readFileSync(file)
}

const backend = process.env['CONFAB_STAND_IN_BACKEND'] ?? 'gnome_libsecret'

export const safeStorage = {
  getSelectedStorageBackend: (): string => backend,
  isAsyncEncryptionAvailable: (): Promise<boolean> => Promise.resolve(backend !== 'basic_text'),
  async encryptStringAsync(text: string): Promise<Buffer> {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key(), nonce)
    const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([nonce, cipher.getAuthTag(), encrypted])
  },
  async decryptStringAsync(bytes: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    const decipher = createDecipheriv('aes-256-gcm', key(), bytes.subarray(0, 12))
    decipher.setAuthTag(bytes.subarray(12, 28))
    const result = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
    return { result, shouldReEncrypt: false }
  },
}
