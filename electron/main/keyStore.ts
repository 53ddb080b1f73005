import { safeStorage } from 'electron'
import type { KeyStore, KeyStoreAvailability, Logger } from '../core/host.ts'

/**
 * The operating system's key store, by the asynchronous calls only: the synchronous ones are being removed, and on
 * Linux they block the whole app while the key store asks the person.
 */
export function createKeyStore(logger: Logger, platform: NodeJS.Platform = process.platform): KeyStore {
  async function availability(): Promise<KeyStoreAvailability> {
    // `basic_text` encrypts with a password that is in Chromium's source: it hides a key from nobody.
    const backend = platform === 'linux' ? safeStorage.getSelectedStorageBackend() : 'platform'
    if (backend === 'basic_text') return { available: false, reason: 'basic-text' }
    if (backend === 'unknown') return { available: false, reason: 'absent' }
    try {
      return (await safeStorage.isAsyncEncryptionAvailable())
        ? { available: true }
        : { available: false, reason: 'absent' }
    } catch (error) {
      logger.error('the key store did not answer', error)
      return { available: false, reason: 'failed' }
    }
  }

  async function requireAvailable(): Promise<void> {
    const state = await availability()
    if (!state.available) throw new Error(`the key store cannot be used: ${state.reason}`)
  }

  return {
    availability,
    async wrap(secret) {
      await requireAvailable()
      return safeStorage.encryptStringAsync(secret.toString('base64'))
    },
    async unwrap(wrapped) {
      await requireAvailable()
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(wrapped)
      // The key store has a newer key of its own. What was wrapped stays readable, and whoever keeps it wraps it anew
      // when the person next chooses to stay signed in.
      if (shouldReEncrypt)
        logger.info('the key store has a newer key than the one a profile was wrapped with')
      return Buffer.from(result, 'base64')
    },
  }
}
