/** Downloads: a model is there whole or not at all, one that was installed stays, and a broken one is gone on with. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { safe } from '@orpc/client'
import { repository as repositoryName } from '../../../shared/contract/downloads.ts'
import { startHub } from '../../fakes/hub/hubServer.ts'
import { ensureTestModel } from '../../models/testModels.ts'
import type { ConnectedWindow } from '../../support/webSocketClient.ts'
import { askAgain, pause, readStored, type Victim } from '../victim.ts'

const repository = repositoryName.parse('confab-tests/slow')
/** How long a download may take that nobody kills, in milliseconds. */
const limit = 60_000

async function installedFolder({ client }: ConnectedWindow): Promise<string | undefined> {
  const { installed } = await client.downloads.list({})
  return installed.find(({ source }) => source?.repository === repository)?.folder
}

/** Starts the download, or goes on with it, and waits until it is installed. */
async function downloadAll(window: ConnectedWindow): Promise<string> {
  await window.client.downloads.start({ repository, precision: 'q8' })
  for (const begun = performance.now(); performance.now() - begun < limit; await pause(20)) {
    const folder = await installedFolder(window)
    if (folder) return folder
  }
  throw new Error(`nothing was installed: ${JSON.stringify(await window.client.downloads.list({}))}`)
}

/** The model's files that are not as the hub has them. */
function wrongFiles(folder: string, original: string): readonly string[] {
  return readdirSync(original, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'confab.json')
    .map((entry) => path.relative(original, path.join(entry.parentPath, entry.name)))
    .filter((name) => {
      const file = path.join(folder, name)
      return !existsSync(file) || !readFileSync(file).equals(readFileSync(path.join(original, name)))
    })
}

export async function downloads(dataFolder: string): Promise<Victim> {
  const original = await ensureTestModel('slow')
  const hub = await startHub(original, repository)
  const environment = { CONFAB_MODELS_URL: hub.url }
  let acknowledged = false
  let installed = 0
  let hit = 0

  async function work(window: ConnectedWindow): Promise<void> {
    for (;;) {
      const folder = await downloadAll(window)
      acknowledged = true
      installed += 1
      await pause(50)
      acknowledged = false
      await window.client.downloads.removeModel({ folder })
    }
  }

  /** What the next start makes of it: nothing is lost, and the download comes to its end. */
  async function mishapsOf(window: ConnectedWindow): Promise<readonly string[]> {
    const found = await installedFolder(window)
    const lost = acknowledged && !found ? ['a model that was installed is gone'] : []
    if (!found) hit += 1
    const folder = found ?? (await downloadAll(window))
    const wrong = wrongFiles(path.join(dataFolder, 'models', folder), original)
    await window.client.downloads.removeModel({ folder })
    return [...lost, ...wrong.map((name) => `${name} is not the hub's`)]
  }

  return {
    longest: 1_500,
    environment,
    async work(window) {
      acknowledged = false
      await safe(work(window))
    },
    async judge() {
      const mishaps = await askAgain(dataFolder, environment, mishapsOf)
      return [...mishaps, ...(await readStored(dataFolder)).mishaps]
    },
    summary: () => `${installed} models installed, ${hit} downloads hit`,
    close: () => hub.close(),
  }
}
