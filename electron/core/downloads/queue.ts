import type { DownloadId } from '../../../shared/contract/downloads.ts'
import type { Logger } from '../host.ts'
import { problemOf } from './downloadFault.ts'
import { reportTo, type HeldDownload } from './heldDownload.ts'
import type { Hub } from './hub.ts'
import type { HubGate } from './hubGate.ts'
import { runDownload } from './runDownload.ts'

export interface QueueOptions {
  readonly held: ReadonlyMap<DownloadId, HeldDownload>
  readonly hubFor: (gate: HubGate) => Hub
  readonly modelsFolder: string
  readonly freeBytes: () => Promise<number>
  readonly retryDelays: readonly number[]
  readonly now: () => number
  readonly logger: Logger
  readonly onChange: () => void
}

/** Runs the downloads that are `queued`, one at a time, in the order in which they were added. */
export interface Queue {
  /** Something was queued. */
  advance(): void
  /** Ends a download's run, if it has one, and settles when it has ended. One that is installed stays so. */
  pause(download: HeldDownload): Promise<void>
}

export function createQueue(options: QueueOptions): Queue {
  const { held, logger, onChange } = options

  async function run(download: HeldDownload, signal: AbortSignal): Promise<void> {
    const { gate, id, precision, repository } = download
    const hub = options.hubFor(gate)
    try {
      const report = reportTo(download)
      const folder = await runDownload({ ...options, hub, id, repository, precision, signal, report })
      download.state = 'installed'
      download.problem = null
      download.folder = folder
      logger.info(`the model ${folder} was installed`)
      onChange()
    } catch (error) {
      download.state = 'paused'
      download.problem = signal.aborted ? null : (problemOf(error) ?? 'internal')
      if (download.problem === 'internal') logger.error('a download failed', error)
      else if (download.problem) logger.warn(`the download ${id} was paused: ${download.problem}`)
    } finally {
      download.retryAt = null
      download.speed.clear()
    }
  }

  async function runAndGoOn(download: HeldDownload, signal: AbortSignal): Promise<void> {
    await run(download, signal)
    download.run = null
    advance()
  }

  function advance(): void {
    const downloads = [...held.values()]
    const next = downloads.find(({ state }) => state === 'queued')
    if (!next || downloads.some((download) => download.run)) return
    const abort = new AbortController()
    next.run = { abort, ended: runAndGoOn(next, abort.signal) }
  }

  return {
    advance,
    async pause(download) {
      if (!download.run) {
        if (download.state === 'queued') download.state = 'paused'
        return
      }
      download.run.abort.abort()
      await download.run.ended
    },
  }
}
