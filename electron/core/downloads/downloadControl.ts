import { mkdir, rm } from 'node:fs/promises'
import type {
  DownloadId,
  DownloadRefusal,
  Precision,
  Repository,
} from '../../../shared/contract/downloads.ts'
import type { Downloads } from './downloads.ts'
import { holdDownload, idOf, type HeldDownload } from './heldDownload.ts'
import type { HubGate } from './hubGate.ts'
import { listInstalled } from './installedModels.ts'
import { writeJournal } from './journal.ts'
import type { Queue } from './queue.ts'
import { downloadFolder } from './runDownload.ts'

export interface ControlOptions {
  readonly modelsFolder: string
  readonly held: Map<DownloadId, HeldDownload>
  readonly queue: Queue
  /** What an earlier run of Confab left is in `held`. */
  readonly ready: Promise<void>
  readonly now: () => number
}

export type DownloadControl = Pick<Downloads, 'start' | 'pause' | 'resume' | 'cancel' | 'pauseForbidden'> & {
  pauseAll(): Promise<void>
}

async function isInstalled(
  modelsFolder: string,
  repository: Repository,
  precision: Precision,
): Promise<boolean> {
  const installed = await listInstalled(modelsFolder)
  return installed.some(({ source }) => source?.repository === repository && source.precision === precision)
}

/** Holds a new download, written down before anything is asked so that it is still there after a restart. */
async function add(
  options: ControlOptions,
  repository: Repository,
  precision: Precision,
): Promise<HeldDownload> {
  const { held, modelsFolder, now } = options
  const download = holdDownload(repository, precision, now)
  held.set(download.id, download)
  try {
    const folder = downloadFolder(modelsFolder, download.id)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeJournal(folder, { version: 1, repository, precision, files: [] })
  } catch (error) {
    held.delete(download.id)
    throw error
  }
  return download
}

/** What a person does with downloads. */
export function createDownloadControl(options: ControlOptions): DownloadControl {
  const { held, modelsFolder, queue, ready } = options

  async function enqueue(download: HeldDownload, gate: HubGate): Promise<void> {
    // One that is just being paused is queued again once it has ended.
    if (download.run?.abort.signal.aborted) await download.run.ended
    if (download.state !== 'paused') return
    download.state = 'queued'
    download.gate = gate
    download.problem = null
    queue.advance()
  }

  async function pauseEach(which: (download: HeldDownload) => boolean): Promise<void> {
    await ready
    await Promise.all([...held.values()].filter(which).map((download) => queue.pause(download)))
  }

  async function change(
    id: DownloadId,
    apply: (download: HeldDownload) => Promise<void>,
  ): Promise<DownloadRefusal | null> {
    await ready
    const download = held.get(id)
    if (!download) return 'unknown-download'
    await apply(download)
    return null
  }

  return {
    async start(repository, precision, gate) {
      await ready
      const known = held.get(idOf(repository, precision))
      const unfinished = known?.state === 'installed' ? undefined : known
      if (!unfinished && (await isInstalled(modelsFolder, repository, precision))) return null
      const download = unfinished ?? (await add(options, repository, precision))
      await enqueue(download, gate)
      return download.id
    },

    pause: (id) => change(id, (download) => queue.pause(download)),
    resume: (id, gate) => change(id, (download) => enqueue(download, gate)),

    cancel: (id) =>
      change(id, async (download) => {
        await queue.pause(download)
        held.delete(id)
        await rm(downloadFolder(modelsFolder, id), { recursive: true, force: true })
      }),

    pauseForbidden: () => pauseEach(({ gate }) => !gate.allowsHub()),
    pauseAll: () => pauseEach(() => true),
  }
}
