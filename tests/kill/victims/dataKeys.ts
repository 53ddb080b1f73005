/**
 * Changes of the data key: the profile opens by its password whichever key it has by then, what was acknowledged is in
 * it, the recovery code that was told last opens it, and a change that was cut off leaves nothing behind.
 */
import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { safe } from '@orpc/client'
import type { ConnectedWindow } from '../../support/webSocketClient.ts'
import { askAgain, password, readStored, type Victim } from '../victim.ts'

/** Folders are small and acknowledged one by one; with more than these a list is as good as full. */
const mostFolders = 40
/** In milliseconds. */
const mostPatience = 20_000

async function foldersOf({ client }: ConnectedWindow): Promise<readonly string[]> {
  const { folders } = await client.folders.list({})
  return folders.map(({ name }) => name)
}

/** What a change writes beside a database. */
function leftovers(dataFolder: string): readonly string[] {
  const profiles = path.join(dataFolder, 'profiles')
  if (!existsSync(profiles)) return []
  return readdirSync(profiles, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.includes('rekeyed'),
  )
}

export async function dataKeys(dataFolder: string): Promise<Victim> {
  const acknowledged = new Set<string>()
  /** The last that was told; null while another may have taken its place. */
  let recoveryCode: string | null = null
  let made = 0
  let changed = 0
  let hit = 0
  let finished = 0
  let isChanging = false
  /** It grows until a change is done in time, so that a slow machine's are hit at their ends, too. */
  let longest = 2_500

  async function addFolder({ client }: ConnectedWindow): Promise<void> {
    if (acknowledged.size >= mostFolders) return
    made += 1
    const name = `Folder ${made}`
    await client.folders.create({ folderId: randomUUID(), parentId: null, name })
    acknowledged.add(name)
  }

  async function changeKey(window: ConnectedWindow): Promise<void> {
    await addFolder(window)
    isChanging = true
    recoveryCode = null
    // What is asked for meanwhile waits for the end.
    const [next] = await Promise.all([window.client.profiles.changeDataKey({ password }), addFolder(window)])
    isChanging = false
    changed += 1
    recoveryCode = next.recoveryCode
  }

  /** Looks in a window that has signed in by the password; `shown` is the code of a change that this has finished. */
  async function look(window: ConnectedWindow, shown: string | null): Promise<readonly string[]> {
    const there = await foldersOf(window)
    const mishaps = [...acknowledged].filter((name) => !there.includes(name)).map((name) => `${name} is lost`)
    if (isChanging) hit += 1
    if (changed === 0) longest = Math.min(2 * longest, mostPatience)
    isChanging = false
    if (shown !== null) finished += 1
    const code = shown ?? recoveryCode
    if (code === null) return mishaps
    await window.client.profiles.signOut({})
    const recovering = { login: 'Ada', recoveryCode: code, newPassword: password }
    const { data, error } = await safe(window.client.profiles.recover(recovering))
    recoveryCode = data?.recoveryCode ?? null
    return error ? [...mishaps, `the recovery code is refused: ${String(error)}`] : mishaps
  }

  return {
    get longest() {
      return longest
    },
    environment: {},
    async work(window) {
      await safe(
        (async () => {
          for (;;) await changeKey(window)
        })(),
      )
    },
    async judge() {
      const found = await askAgain(dataFolder, {}, look)
      const { mishaps } = await readStored(dataFolder)
      return [...mishaps, ...found, ...leftovers(dataFolder).map((name) => `${name} is left`)]
    },
    summary: () => `${changed} changes acknowledged, ${hit} hit, ${finished} of them finished by a sign-in`,
    close: () => Promise.resolve(),
  }
}
