/** Starts the built app under the stand-in and gives a test its windows as Playwright pages. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, test, type Browser, type Page } from '@playwright/test'
import type { Command, RecordEntry } from './record.ts'

const root = path.join(import.meta.dirname, '..', '..')
const startLimit = 30_000

type Kind = RecordEntry['kind']
type EntryOf<K extends Kind> = Extract<RecordEntry, { readonly kind: K }>

export interface StandIn {
  readonly process: ChildProcess
  /** What was recorded so far of one kind, oldest first. */
  recorded<K extends Kind>(kind: K): readonly EntryOf<K>[]
  /** Waits until `count` entries of a kind were recorded, and answers with the last of them. */
  waitFor<K extends Kind>(kind: K, count?: number): Promise<EntryOf<K>>
  /** The page that a window loaded as the `index`-th, from 0. */
  page(index?: number): Promise<Page>
  send(command: Command): void
  /** Quits as a person would and answers with the exit code. */
  quit(): Promise<number | null>
  /** Waits until it has ended by itself and answers with the exit code. */
  ended(): Promise<number | null>
  /** Kills it without warning. */
  kill(): Promise<void>
}

export interface StandInOptions {
  readonly dataFolder: string
  /** Exists. Holds the key of the key store, which is to outlive the process, and Chromium's profile. */
  readonly ownFolder: string
  readonly environment?: NodeJS.ProcessEnv
}

function start({ dataFolder, ownFolder, environment }: StandInOptions): ChildProcess {
  const register = path.join(import.meta.dirname, 'register.ts')
  return spawn(
    process.execPath,
    ['--import', register, path.join(root, 'out', 'main', 'index.js'), '--data', dataFolder],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, CONFAB_STAND_IN_FOLDER: ownFolder, ...environment },
    },
  )
}

export function launchStandIn(options: StandInOptions): StandIn {
  const child = start(options)
  const entries: RecordEntry[] = []
  const exited = once(child, 'exit')
  let browser: Promise<Browser> | undefined
  child.on('message', (entry: RecordEntry) => entries.push(entry))

  function recorded<K extends Kind>(kind: K): readonly EntryOf<K>[] {
    return entries.filter((entry): entry is EntryOf<K> => entry.kind === kind)
  }

  function waitFor<K extends Kind>(kind: K, count = 1): Promise<EntryOf<K>> {
    const { promise, resolve, reject } = Promise.withResolvers<EntryOf<K>>()
    const timer = setTimeout(() => settle(new Error(`The stand-in recorded no "${kind}".`)), startLimit)
    function settle(error: Error): void {
      clearTimeout(timer)
      child.off('message', look)
      child.off('exit', endedEarly)
      reject(error)
    }
    function endedEarly(): void {
      settle(new Error(`The stand-in ended before it recorded "${kind}".`))
    }
    function look(): void {
      const entry = recorded(kind)[count - 1]
      if (entry === undefined) return
      resolve(entry)
      settle(new Error('settled'))
    }
    child.on('message', look)
    child.on('exit', endedEarly)
    look()
    return promise
  }

  async function page(index = 0): Promise<Page> {
    const { debuggingPort } = await waitFor('ready')
    const { targetId } = await waitFor('window', index + 1)
    browser ??= chromium.connectOverCDP(`http://127.0.0.1:${debuggingPort}`)
    return findPage(await browser, targetId)
  }

  async function ended(): Promise<number | null> {
    const [code] = (await exited) as [number | null]
    return code
  }

  return {
    process: child,
    recorded,
    waitFor,
    page,
    send: (command) => void child.send(command),
    ended,
    async quit() {
      if (child.connected) child.send({ command: 'quit' } satisfies Command)
      return ended()
    },
    async kill() {
      child.kill('SIGKILL')
      await ended()
    },
  }
}

async function findPage(browser: Browser, targetId: string): Promise<Page> {
  for (const context of browser.contexts()) {
    for (const page of context.pages()) {
      const devTools = await context.newCDPSession(page)
      const { targetInfo } = await devTools.send('Target.getTargetInfo')
      await devTools.detach()
      if (targetInfo.targetId === targetId) return page
    }
  }
  throw new Error('The window has no page.')
}

interface Fixtures {
  readonly folders: Folders
  /** The app, started on a fresh data folder. */
  readonly app: StandIn
  /** The page of its first window. */
  readonly page: Page
}

export interface Folders {
  readonly dataFolder: string
  readonly ownFolder: string
  remove(): void
}

/** A data folder that does not exist yet, and one for what the stand-in keeps for itself. */
export function createFolders(): Folders {
  const folder = mkdtempSync(path.join(tmpdir(), 'confab-electron-'))
  const ownFolder = path.join(folder, 'stand-in')
  mkdirSync(ownFolder)
  return {
    dataFolder: path.join(folder, 'data'),
    ownFolder,
    // A Chromium whose stand-in was killed needs a moment to go.
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
  }
}

export const standInTest = test.extend<Fixtures>({
  folders: async ({}, use) => {
    const folders = createFolders()
    await use(folders)
    folders.remove()
  },
  app: async ({ folders }, use) => {
    const app = launchStandIn(folders)
    await use(app)
    if (app.process.exitCode === null && app.process.signalCode === null) await app.quit()
  },
  page: async ({ app }, use) => {
    await use(await app.page())
  },
})
