import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createKeyStore } from '../../electron/main/keyStore.ts'
import { memoryLogger } from '../support/memoryLogger.ts'

/** Has only the asynchronous calls, so that a synchronous one fails the test. */
const safeStorage = vi.hoisted(() => ({
  getSelectedStorageBackend: vi.fn<() => string>(),
  isAsyncEncryptionAvailable: vi.fn<() => Promise<boolean>>(),
  encryptStringAsync: vi.fn<(text: string) => Promise<Buffer>>(),
  decryptStringAsync: vi.fn<(bytes: Buffer) => Promise<{ result: string; shouldReEncrypt: boolean }>>(),
}))
vi.mock('electron', () => ({ safeStorage }))

const logger = memoryLogger()
const { lines } = logger

beforeEach(() => {
  safeStorage.getSelectedStorageBackend.mockReturnValue('gnome_libsecret')
  safeStorage.isAsyncEncryptionAvailable.mockResolvedValue(true)
  safeStorage.encryptStringAsync.mockImplementation((text) => Promise.resolve(Buffer.from(`sealed ${text}`)))
  safeStorage.decryptStringAsync.mockImplementation((bytes) =>
    Promise.resolve({ result: bytes.toString().replace('sealed ', ''), shouldReEncrypt: false }),
  )
})

describe('createKeyStore', () => {
  it('gives a key back byte for byte, also one that is no text', async () => {
    const keyStore = createKeyStore(logger, 'linux')
    const key = Buffer.from([0, 255, 128, 10, 13, 0xc3, 0x28])
    expect(await keyStore.unwrap(await keyStore.wrap(key))).toEqual(key)
  })

  it('refuses basic_text, which hides a key from nobody, even when the caller does not ask first', async () => {
    safeStorage.getSelectedStorageBackend.mockReturnValue('basic_text')
    const keyStore = createKeyStore(logger, 'linux')
    expect(await keyStore.availability()).toEqual({ available: false, reason: 'basic-text' })
    await expect(keyStore.wrap(Buffer.from('key'))).rejects.toThrow('basic-text')
    await expect(keyStore.unwrap(Buffer.from('key'))).rejects.toThrow('basic-text')
  })

  it('counts a key store that is not known yet, or not there, as absent', async () => {
    const keyStore = createKeyStore(logger, 'linux')
    safeStorage.getSelectedStorageBackend.mockReturnValue('unknown')
    expect(await keyStore.availability()).toEqual({ available: false, reason: 'absent' })
    safeStorage.getSelectedStorageBackend.mockReturnValue('kwallet6')
    safeStorage.isAsyncEncryptionAvailable.mockResolvedValue(false)
    expect(await keyStore.availability()).toEqual({ available: false, reason: 'absent' })
  })

  it('survives a key store that fails', async () => {
    safeStorage.isAsyncEncryptionAvailable.mockRejectedValue(new Error('no answer'))
    const keyStore = createKeyStore(logger, 'linux')
    expect(await keyStore.availability()).toEqual({ available: false, reason: 'failed' })
    expect(lines.join()).toContain('the key store did not answer')
  })

  it('does not ask for the backend where Electron has no such call', async () => {
    safeStorage.getSelectedStorageBackend.mockImplementation(() => {
      throw new TypeError('not a function')
    })
    expect(await createKeyStore(logger, 'darwin').availability()).toEqual({ available: true })
  })

  it('still gives a key back that was wrapped under an older key of the key store', async () => {
    safeStorage.decryptStringAsync.mockResolvedValue({ result: 'a2V5', shouldReEncrypt: true })
    expect(await createKeyStore(logger, 'linux').unwrap(Buffer.from('x'))).toEqual(Buffer.from('key'))
  })
})
