import type { Dirent } from 'node:fs'
import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import path from 'node:path'

/** No JSON file that we read of a model is longer, in bytes. */
const longestJson = 4 * 1024 * 1024

function hasCode(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}

/** Null in place of a file or folder that is not there. Anything else that goes wrong is thrown. */
async function unlessMissing<Result>(found: Promise<Result>): Promise<Result | null> {
  try {
    return await found
  } catch (error) {
    if (hasCode(error, ['ENOENT', 'ENOTDIR', 'ELOOP'])) return null
    throw error
  }
}

/** The folders and links directly in a folder, hidden ones left out, sorted by name; none when it does not exist. */
export async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries: readonly Dirent[] = (await unlessMissing(readdir(folder, { withFileTypes: true }))) ?? []
  const folders = entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
  const names = folders.map((entry) => entry.name).filter((name) => !name.startsWith('.'))
  return names.toSorted()
}

/** Whether `target`, links followed, exists and lies inside of `folder`. */
export async function liesInside(folder: string, target: string): Promise<boolean> {
  const [outer, inner] = [await unlessMissing(realpath(folder)), await unlessMissing(realpath(target))]
  if (outer === null || inner === null) return false
  const way = path.relative(outer, inner)
  return way !== '' && way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way)
}

/** Reads the files of one model, none of which may be a link that leads out of its folder. */
export interface ModelFiles {
  has(file: string): Promise<boolean>
  /** What a JSON file holds; `undefined` when it is missing, too long or no JSON. */
  json(file: string): Promise<unknown>
}

export function modelFiles(folder: string): ModelFiles {
  async function sizeOf(file: string): Promise<number | null> {
    const target = path.join(folder, file)
    if (!(await liesInside(folder, target))) return null
    const found = await stat(target)
    return found.isFile() ? found.size : null
  }

  return {
    has: async (file) => (await sizeOf(file)) !== null,
    async json(file) {
      const size = await sizeOf(file)
      if (size === null || size > longestJson) return undefined
      try {
        return JSON.parse(await readFile(path.join(folder, file), 'utf8'))
      } catch (error) {
        if (error instanceof SyntaxError) return undefined
        throw error
      }
    },
  }
}
