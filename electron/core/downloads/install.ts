import { lstat, mkdir, rename, statfs } from 'node:fs/promises'
import path from 'node:path'
import type { BrokenModel } from '../../../shared/contract/models.ts'
import { createModelCatalogue } from '../models/modelCatalogue.ts'
import { DownloadFault } from './downloadFault.ts'

/** Bytes that stay free beside a model: the machine, and the databases of the profiles, have to go on. */
const margin = 256 * 1024 * 1024

/** The folder below which everything unfinished lies. The catalogue does not look into hidden ones. */
export function workFolder(modelsFolder: string): string {
  return path.join(modelsFolder, '.downloads')
}

/** What the disk of a folder, which exists, has left, in bytes. */
export async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/** @throws DownloadFault `disk-full` */
export async function checkRoom(bytes: number, freeBytes: () => Promise<number>): Promise<void> {
  if ((await freeBytes()) < bytes + margin) throw new DownloadFault('disk-full')
}

/** What the catalogue would say of `<parent>/<name>`; null for nothing wrong. */
export async function problemOfModel(parent: string, name: string): Promise<BrokenModel['problem'] | null> {
  const catalogue = createModelCatalogue({
    bundledFolder: path.join(parent, name, 'none'),
    modelsFolder: parent,
  })
  const { broken } = await catalogue.list()
  return broken.find(({ folder }) => folder === name)?.problem ?? null
}

async function isTaken(target: string): Promise<boolean> {
  try {
    await lstat(target)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    throw error
  }
}

/** Names of bundled models are not given to others: their ids would be the same. */
const reserved = new Set(['starter'])

/**
 * Makes a finished folder a model, by one rename on the same disk: there is never half of one. Answers with the name
 * it got: `wished`, or with `-2`, `-3` behind it where that is taken.
 */
export async function moveIntoPlace(finished: string, modelsFolder: string, wished: string): Promise<string> {
  await mkdir(modelsFolder, { recursive: true, mode: 0o700 })
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wished : `${wished}-${number}`
    const target = path.join(modelsFolder, name)
    if (reserved.has(name.toLowerCase()) || (await isTaken(target))) continue
    await rename(finished, target)
    return name
  }
}
