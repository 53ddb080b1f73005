import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, mkdir, readdir, realpath, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { DownloadRefusal } from '../../../shared/contract/downloads.ts'
import { deriveManifest } from '../models/derivedManifest.ts'
import { foldersIn, liesInside, modelFiles } from '../models/modelFiles.ts'
import { checkRoom, moveIntoPlace, problemOfModel, workFolder } from './install.ts'

export type ImportOutcome =
  | { readonly outcome: 'imported'; readonly folder: string }
  | { readonly outcome: 'refused'; readonly problem: DownloadRefusal }

interface ImportOptions {
  readonly modelsFolder: string
  readonly freeBytes: () => Promise<number>
}

const safeName = /^[A-Za-z0-9][A-Za-z0-9._-]*$/u
/** What a model needs beside its weights; of a clone of a repository the rest stays where it is. */
const textFile = /\.(?:json|jinja|txt|model)$/u

function refused(problem: DownloadRefusal): ImportOutcome {
  return { outcome: 'refused', problem }
}

/** The plain files of a model below `source`, as relative paths; none that a link leads out to. */
async function filesOf(source: string): Promise<readonly string[]> {
  const files = modelFiles(source)
  const top = (await readdir(source)).filter((name) => textFile.test(name))
  const graphs = (await foldersIn(source)).includes('onnx') ? await readdir(path.join(source, 'onnx')) : []
  const names = [...top, ...graphs.map((name) => `onnx/${name}`)]
  const safe = names.filter((name) => safeName.test(path.posix.basename(name)))
  const kept = await Promise.all(safe.map((name) => files.has(name)))
  return safe.filter((_, index) => kept[index])
}

/** The folder that a person means, links followed; null when it is none that can be read. */
async function folderAt(given: string): Promise<string | null> {
  if (!path.isAbsolute(given)) return null
  try {
    const found = await realpath(given)
    if (!(await stat(found)).isDirectory()) return null
    await readdir(found)
    return found
  } catch {
    // Whether it is missing, forbidden or no folder: the person is asked for another path.
    return null
  }
}

/** A name for the folder among the models, from the one it has; null when nothing of it can be used. */
function nameFor(source: string): string | null {
  const plain = path
    .basename(source)
    .replaceAll(/[^A-Za-z0-9._-]+/gu, '-')
    .replace(/^[._-]+/u, '')
    .slice(0, 100)
  return safeName.test(plain) ? plain : null
}

/** What is wrong with a folder as a model, as far as it can be told before the weights are copied. */
async function problemBefore(source: string): Promise<DownloadRefusal | null> {
  const files = modelFiles(source)
  if (!(await files.has('config.json'))) return 'no-config'
  if (!(await files.has('tokenizer.json')) || !(await files.has('tokenizer_config.json')))
    return 'no-tokenizer'
  if (await files.has('confab.json')) return null
  const manifest = await deriveManifest('import', files)
  return typeof manifest === 'string' ? manifest : null
}

async function copyModel(source: string, target: string, options: ImportOptions): Promise<void> {
  const files = await filesOf(source)
  const sizes = await Promise.all(files.map((file) => stat(path.join(source, file))))
  await mkdir(path.join(target, 'onnx'), { recursive: true, mode: 0o700 })
  await checkRoom(
    sizes.reduce((sum, { size }) => sum + size, 0),
    options.freeBytes,
  )
  for (const file of files) {
    await copyFile(path.join(source, file), path.join(target, file), constants.COPYFILE_FICLONE)
  }
}

/**
 * Copies a model from a folder of this machine: checked, copied to the side, checked as the catalogue does, and only
 * then moved into place.
 * @throws DownloadFault `disk-full`, or an error of the system
 */
export async function importModel(given: string, options: ImportOptions): Promise<ImportOutcome> {
  const { modelsFolder } = options
  const source = await folderAt(given)
  if (source === null) return refused('not-a-folder')
  if (await liesInside(modelsFolder, source)) return refused('inside-models')
  const name = nameFor(source)
  if (name === null) return refused('bad-name')
  const before = await problemBefore(source)
  if (before !== null) return refused(before)
  const side = path.join(workFolder(modelsFolder), `.import-${randomUUID()}`)
  try {
    await mkdir(side, { recursive: true, mode: 0o700 })
    await copyModel(source, path.join(side, 'model'), options)
    const after = await problemOfModel(side, 'model')
    if (after !== null) return refused(after)
    return { outcome: 'imported', folder: await moveIntoPlace(path.join(side, 'model'), modelsFolder, name) }
  } finally {
    await rm(side, { recursive: true, force: true })
  }
}
