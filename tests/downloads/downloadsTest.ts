import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import { createDownloads } from '../../electron/core/downloads/createDownloads.ts'
import type { Downloads, DownloadsOptions } from '../../electron/core/downloads/downloads.ts'
import type { Download, DownloadId, Repository } from '../../shared/contract/downloads.ts'
import { startHub, type HubServer } from '../fakes/hub/hubServer.ts'
import { ensureTestModel } from '../models/testModels.ts'
import { temporaryFolder } from '../support/folders.ts'
import { memoryLogger } from '../support/memoryLogger.ts'

export const repository = 'confab-tests/tiny' as Repository
export const encoder = 'onnx/encoder_model_quantized.onnx'
export const decoder = 'onnx/decoder_model_merged_quantized.onnx'
export const downloadId = 'confab-tests--tiny--q8' as DownloadId

/** A hub that serves the tiny model, a models folder, and downloads between them. */
export interface DownloadsTest {
  readonly hub: HubServer
  readonly modelsFolder: string
  /** A folder that is no part of the models. */
  readonly elsewhere: string
  readonly log: readonly string[]
  readonly changes: () => number
  /** The downloads of a first or a further start of the program. */
  open(options?: Partial<DownloadsOptions>): Downloads
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
      return downloads
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

export async function only(downloads: Downloads): Promise<Download | undefined> {
  return (await downloads.list()).downloads.at(0)
}

/** Waits until the one download is in a state. */
export async function reach(downloads: Downloads, state: Download['state']): Promise<Download | undefined> {
  await expect.poll(async () => (await only(downloads))?.state, { interval: 5, timeout: 8_000 }).toBe(state)
  return only(downloads)
}
