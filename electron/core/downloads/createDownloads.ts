import { mkdir } from 'node:fs/promises'
import type { DownloadId } from '../../../shared/contract/downloads.ts'
import { createDownloadControl } from './downloadControl.ts'
import type { Downloads, DownloadsOptions } from './downloads.ts'
import { describeDownload, type HeldDownload } from './heldDownload.ts'
import { createHub } from './hub.ts'
import type { HubGate } from './hubGate.ts'
import { importModel } from './importFolder.ts'
import { freeBytesOf, workFolder } from './install.ts'
import { listInstalled, removeInstalled } from './installedModels.ts'
import { readLeftovers } from './leftovers.ts'
import { planModel } from './modelPlan.ts'
import { createQueue } from './queue.ts'

/** Milliseconds. */
const usualTimeout = 30_000
const usualDelays = [1_000, 4_000, 15_000]

interface FolderOptions {
  readonly modelsFolder: string
  readonly held: Map<DownloadId, HeldDownload>
  readonly freeBytes: () => Promise<number>
  readonly onChange: () => void
}

/** What is done with models on the disk, without the network. */
function folderActions(options: FolderOptions): Pick<Downloads, 'removeModel' | 'importFolder'> {
  const { held, modelsFolder, onChange } = options
  return {
    async removeModel(folder) {
      const problem = await removeInstalled(modelsFolder, folder)
      if (problem !== null) return problem
      for (const download of held.values()) if (download.folder === folder) held.delete(download.id)
      onChange()
      return null
    },

    async importFolder(given) {
      const outcome = await importModel(given, options)
      if (outcome.outcome === 'imported') onChange()
      return outcome
    },
  }
}

/** Nothing is asked of the network before `plan`, `start` or `resume` is called. */
export function createDownloads(options: DownloadsOptions): Downloads {
  const { logger, modelsFolder, now = Date.now, onChange, retryDelays = usualDelays } = options
  const hubFor = (gate: HubGate) => createHub(options.hubUrl, options.timeout ?? usualTimeout, gate)
  const held = new Map<DownloadId, HeldDownload>()
  /** Ends what is being asked of the hub for a plan. */
  const planning = new AbortController()

  async function freeBytes(): Promise<number> {
    await mkdir(workFolder(modelsFolder), { recursive: true, mode: 0o700 })
    return options.freeBytes ? options.freeBytes() : freeBytesOf(modelsFolder)
  }

  async function recall(): Promise<void> {
    try {
      for (const left of await readLeftovers(modelsFolder, now)) held.set(left.id, left)
    } catch (error) {
      logger.error('unfinished downloads could not be read', error)
    }
  }

  const queue = createQueue({ held, hubFor, modelsFolder, freeBytes, retryDelays, now, logger, onChange })
  const ready = recall()
  const { pauseAll, ...control } = createDownloadControl({ modelsFolder, held, queue, ready, now })

  return {
    ...control,
    ...folderActions({ modelsFolder, held, freeBytes, onChange }),

    async plan(repository, gate) {
      const { variants } = await planModel(hubFor(gate), repository, planning.signal)
      const shown = variants.map(({ bytes, files, precision }) => ({
        precision,
        bytes,
        files: files.map((file) => ({ path: file.path, bytes: file.bytes })),
      }))
      return { repository, variants: shown, freeBytes: await freeBytes() }
    },

    async list() {
      await ready
      const installed = await listInstalled(modelsFolder)
      return { downloads: [...held.values()].map(describeDownload), installed }
    },

    async close() {
      planning.abort()
      await pauseAll()
    },
  }
}
