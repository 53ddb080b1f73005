import path from 'node:path'
import { test as base } from '@playwright/test'
import { linkTestModel } from '../models/testModels.ts'
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

export interface ServerOptions {
  /** Variables of the server's environment, besides this process's own. */
  readonly environment: NodeJS.ProcessEnv
}

export const test = base.extend<ServerOptions & { readonly server: ServerUnderTest }>({
  environment: [{}, { option: true }],
  server: async ({ environment }, use) => {
    const { folder, remove } = temporaryFolder()
    await linkTestModel('slow', path.join(folder, 'models', 'slow'))
    let running: ServerProcess = await startServer(folder, 0, environment)
    const { address } = running
    await use({
      address,
      dataFolder: folder,
      kill: () => running.kill(),
      end: () => running.end(),
      async restart() {
        running = await startServer(folder, Number(new URL(address).port), environment)
      },
    })
    if (running.child.exitCode === null && running.child.signalCode === null) await running.kill()
    remove()
  },
})

export { expect } from '@playwright/test'
