import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { KeyStore, Logger } from '../../electron/core/host.ts'
import type { ProfileServiceOptions } from '../../electron/core/profiles/createProfileService.ts'
import { createProfileService } from '../../electron/core/profiles/createProfileService.ts'
import type { ProfileService } from '../../electron/core/profiles/profileService.ts'

/** Far too weak to protect anything, and fast. */
export const fastCost = { memory: 64, passes: 1, parallelism: 1 }

export const ada = { userName: 'Ada', email: 'ada@example.org' }
export const bob = { userName: 'Bob', email: null }
export const password = 'correct horse'

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'confab-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A logger that keeps what it is given. */
export function keepingLogger(): Logger & { readonly lines: string[] } {
  const lines: string[] = []
  const keep = (message: string) => void lines.push(message)
  return { lines, info: keep, warn: keep, error: (message, error) => keep(`${message} ${String(error)}`) }
}

/** A clock that stands still until it is set. */
export function clock(time = 1_000_000) {
  const state = { time }
  return {
    now: () => state.time,
    set: (to: number) => void (state.time = to),
    pass: (by: number) => void (state.time += by),
  }
}

/** A service over a folder, closed after the test. */
export function profileService(options: Partial<ProfileServiceOptions> = {}): ProfileService {
  const dataFolder = options.dataFolder ?? temporaryFolder()
  const service = createProfileService({ logger: keepingLogger(), kdf: fastCost, ...options, dataFolder })
  onTestFinished(() => service.close())
  return service
}

const turn = async (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 0xa5))

/** A key store that wraps by turning bits over, as an operating system never would. */
export function fakeKeyStore(changes: Partial<KeyStore> = {}): KeyStore {
  return { availability: async () => ({ available: true }), wrap: turn, unwrap: turn, ...changes }
}

/** All bytes of all files of a folder. */
export function bytesOf(folder: string): Buffer {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  return Buffer.concat(files.map((entry) => readFileSync(join(entry.parentPath, entry.name))))
}
