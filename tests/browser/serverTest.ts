import { cpSync } from 'node:fs'
import path from 'node:path'
import { test as base } from '@playwright/test'
import { ensureTestModel } from '../models/testModels.ts'
import { temporaryFolder } from '../support/folders.ts'
import { startServer, type ServerProcess } from '../support/server.ts'

/** A server host of its own for each test, which can be killed and started again at the same address. */
export interface ServerUnderTest {
  readonly address: string
  readonly dataFolder: string
  /** As `kill -9` does. */
  kill(): Promise<void>
  end(): Promise<number | null>
  /** Starts it again on the same folder and port. */
  restart(): Promise<void>
}

export const test = base.extend<{ readonly server: ServerUnderTest }>({
  server: async ({ browserName }, use) => {
    if (browserName !== 'chromium') throw new Error('the browser tests run in Chromium')
    const { folder, remove } = temporaryFolder()
    cpSync(await ensureTestModel('slow'), path.join(folder, 'models', 'slow'), { recursive: true })
    let running: ServerProcess = await startServer(folder)
    const { address } = running
    await use({
      address,
      dataFolder: folder,
      kill: () => running.kill(),
      end: () => running.end(),
      async restart() {
        running = await startServer(folder, Number(new URL(address).port))
      },
    })
    if (running.child.exitCode === null && running.child.signalCode === null) await running.kill()
    remove()
  },
})

export { expect } from '@playwright/test'
