import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { expect } from 'vitest'
import { sizeOf } from '../../electron/core/downloads/fetchFile.ts'
import { downloadId, repository, type DownloadsTest } from './downloadsTest.ts'

/** Downloads in a process of its own until so many bytes of a file are on the disk, then kills it as `kill -9` does. */
export async function downloadAndKill(test: DownloadsTest, file: string, bytes: number): Promise<void> {
  const script = path.join(import.meta.dirname, 'downloadingProcess.ts')
  const child = spawn(process.execPath, [script, test.modelsFolder, test.hub.url, repository], {
    stdio: 'ignore',
  })
  const gone = once(child, 'exit')
  const partial = path.join(test.modelsFolder, '.downloads', downloadId, 'model', file)
  await expect.poll(() => sizeOf(partial), { interval: 10, timeout: 8_000 }).toBe(bytes)
  child.kill('SIGKILL')
  await gone
}
