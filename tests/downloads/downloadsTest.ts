import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import { createDownloads } from '../../electron/core/downloads/createDownloads.ts'
import type { Downloads, DownloadsOptions } from '../../electron/core/downloads/downloads.ts'
import type { HubGate } from '../../electron/core/downloads/hubGate.ts'
import { NetworkGate } from '../../electron/core/providers/remote/networkGate.ts'
import type { Download, DownloadId, Precision, Repository } from '../../shared/contract/downloads.ts'
import { startHub, type HubServer } from '../fakes/hub/hubServer.ts'
import { ensureTestModel } from '../models/testModels.ts'
import { temporaryFolder } from '../support/folders.ts'
import { memoryLogger } from '../support/memoryLogger.ts'

export const repository = 'confab-tests/tiny' as Repository
export const encoder = 'onnx/encoder_model_quantized.onnx'
export const decoder = 'onnx/decoder_model_merged_quantized.onnx'
export const downloadId = 'confab-tests--tiny--q8' as DownloadId

export const openGate = (): NetworkGate => new NetworkGate({ offlineOnly: false, localServers: true })

/** Downloads that a profile asks for which may use the network, unless another one is given. */
export interface AskedDownloads extends Omit<Downloads, 'plan' | 'start' | 'resume'> {
  plan(repository: Repository, gate?: HubGate): ReturnType<Downloads['plan']>
  start(repository: Repository, precision: Precision, gate?: HubGate): ReturnType<Downloads['start']>
  resume(id: DownloadId, gate?: HubGate): ReturnType<Downloads['resume']>
}

/** A hub that serves the tiny model, a models folder, and downloads between them. */
export interface DownloadsTest {
  readonly hub: HubServer
  readonly modelsFolder: string
  /** A folder that is no part of the models. */
  readonly elsewhere: string
  readonly log: readonly string[]
  readonly changes: () => number
  /** The downloads of a first or a further start of the program. */
  open(options?: Partial<DownloadsOptions>): AskedDownloads
  /** Everything below the models folder, sorted. */
  files(): readonly string[]
  close(): Promise<void>
}

export async function startDownloadsTest(): Promise<DownloadsTest> {
  const hub = await startHub(await ensureTestModel('tiny'), repository)
  const scratch = temporaryFolder()
  const modelsFolder = path.join(scratch.folder, 'data', 'models')
  const logger = memoryLogger()
  const opened: Downloads[] = []
  let changes = 0
  return {
    hub,
    modelsFolder,
    elsewhere: path.join(scratch.folder, 'elsewhere'),
    log: logger.lines,
    changes: () => changes,
    open(options = {}) {
      const downloads = createDownloads({
        modelsFolder,
        hubUrl: hub.url,
        logger,
        onChange: () => (changes += 1),
        timeout: 20_000,
        retryDelays: [10, 10],
        ...options,
      })
      opened.push(downloads)
      return {
        ...downloads,
        plan: (wanted, gate = openGate()) => downloads.plan(wanted, gate),
        start: (wanted, precision, gate = openGate()) => downloads.start(wanted, precision, gate),
        resume: (id, gate = openGate()) => downloads.resume(id, gate),
      }
    },
    files: () =>
      existsSync(modelsFolder)
        ? readdirSync(modelsFolder, { recursive: true, encoding: 'utf8' }).toSorted()
        : [],
    async close() {
      for (const downloads of opened) await downloads.close()
      await hub.close()
      scratch.remove()
    },
  }
}

export async function only(downloads: Pick<Downloads, 'list'>): Promise<Download | undefined> {
  return (await downloads.list()).downloads.at(0)
}

/** Waits until the one download is in a state. */
export async function reach(
  downloads: Pick<Downloads, 'list'>,
  state: Download['state'],
): Promise<Download | undefined> {
  await expect.poll(async () => (await only(downloads))?.state, { interval: 5, timeout: 8_000 }).toBe(state)
  return only(downloads)
}
