import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { modelId } from '../../../shared/contract/base.ts'
import type { DownloadRefusal, InstalledModel, ModelFolder } from '../../../shared/contract/downloads.ts'
import { foldersIn, liesInside } from '../models/modelFiles.ts'
import { workFolder } from './install.ts'
import { readJournal } from './journal.ts'

async function bytesOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const sizes = await Promise.all(files.map((file) => stat(path.join(file.parentPath, file.name))))
  return sizes.reduce((sum, { size }) => sum + size, 0)
}

async function describe(modelsFolder: string, folder: string): Promise<InstalledModel> {
  const place = path.join(modelsFolder, folder)
  const journal = await readJournal(place)
  return {
    folder,
    modelId: modelId.safeParse(`local:${folder}`).data ?? null,
    bytes: await bytesOf(place),
    source: journal && { repository: journal.repository, precision: journal.precision },
  }
}

/** The models in the models folder by name. A folder that goes while it is looked at is left out. */
export async function listInstalled(modelsFolder: string): Promise<InstalledModel[]> {
  const folders = await foldersIn(modelsFolder)
  const found = await Promise.all(
    folders.map((folder) =>
      describe(modelsFolder, folder).catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
        throw error
      }),
    ),
  )
  return found.filter((model) => model !== null)
}

/**
 * Deletes a model: first out of sight in one step, then from the disk. Answers with what is in the way, or null.
 * @throws when the disk refuses
 */
export async function removeInstalled(
  modelsFolder: string,
  folder: ModelFolder,
): Promise<DownloadRefusal | null> {
  const place = path.join(modelsFolder, folder)
  if (!(await foldersIn(modelsFolder)).includes(folder)) return 'unknown-model'
  if (!(await liesInside(modelsFolder, place))) return 'unknown-model'
  const gone = path.join(workFolder(modelsFolder), `.removed-${randomUUID()}`)
  await mkdir(workFolder(modelsFolder), { recursive: true, mode: 0o700 })
  try {
    await rename(place, gone)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (['EBUSY', 'EPERM', 'EACCES'].includes(code)) return 'in-use'
    throw error
  }
  // What a running program still holds open goes when Confab is started again.
  await rm(gone, { recursive: true, force: true, maxRetries: 2 })
  return null
}
