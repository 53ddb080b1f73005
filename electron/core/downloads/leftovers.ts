import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { sizeOf } from './fetchFile.ts'
import { holdDownload, type HeldDownload } from './heldDownload.ts'
import { workFolder } from './install.ts'
import { readJournal } from './journal.ts'

async function entriesOf(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

/**
 * The downloads that an earlier run of Confab left, paused: nothing is asked of the network before a person wants
 * it. What no journal speaks of (half a deletion, half an import) is deleted.
 */
export async function readLeftovers(modelsFolder: string, now: () => number): Promise<HeldDownload[]> {
  const found: HeldDownload[] = []
  for (const name of await entriesOf(workFolder(modelsFolder))) {
    const folder = path.join(workFolder(modelsFolder), name)
    const journal = name.startsWith('.') ? null : await readJournal(folder)
    const held = journal && holdDownload(journal.repository, journal.precision, now)
    if (!held || held.id !== name) {
      await rm(folder, { recursive: true, force: true })
      continue
    }
    for (const file of journal.files) {
      const received = Math.min(await sizeOf(path.join(folder, 'model', file.path)), file.bytes)
      held.files.push({ path: file.path, bytes: file.bytes, received })
    }
    found.push(held)
  }
  return found
}
