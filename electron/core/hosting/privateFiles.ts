/** Whatever is in a data folder is for its owner alone: files 0600, folders 0700. Windows has rights of another kind. */
import { chmod, lstat, readdir } from 'node:fs/promises'
import path from 'node:path'
import type { Logger } from '../host.ts'

/** The bits of a mode that speak of anybody but the owner. */
const othersBits = 0o077
/** The beginnings of the names that Confab gives. Others may stand beside them: `--data` takes any folder. */
const own = /^(?:profiles|models|logs|uploads|electron|settings|instance)(?:$|[.-])/u
/** More than any data folder has: a walk that goes on longer has strayed. */
const mostEntries = 500_000

/**
 * To be called first thing in a process: what it makes from then on, and what its libraries make (SQLite's files,
 * Chromium's), is for its owner alone.
 */
export function keepNewFilesPrivate(): void {
  process.umask(othersBits)
}

/** Each is asked for rather than foreseen: files come and go meanwhile, and some may belong to another user. */
class Walk {
  #entries = 0
  /** What refused first. */
  failure: unknown = null

  /** Closes files and folders with all that is in them. Links are left alone, and so is where they lead. */
  async close(folder: string, names: readonly string[]): Promise<void> {
    for (const name of names) {
      this.#entries += 1
      if (this.#entries > mostEntries) return
      try {
        await this.#closeOne(path.join(folder, name))
      } catch (error) {
        if (!isGone(error)) this.failure ??= error
      }
    }
  }

  async #closeOne(file: string): Promise<void> {
    const stats = await lstat(file)
    const isFolder = stats.isDirectory()
    if (!isFolder && !stats.isFile()) return
    if ((stats.mode & othersBits) !== 0) await chmod(file, isFolder ? 0o700 : 0o600)
    if (isFolder) await this.close(file, await readdir(file))
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

/**
 * Puts right what an earlier version, a copy or a restored disk left open to others. Only what is Confab's is touched:
 * the data folder itself too, where nothing else is in it. What cannot be closed is left, and said once in the log.
 */
export async function closeToOthers(dataFolder: string, logger: Logger): Promise<void> {
  if (process.platform === 'win32') return
  try {
    const names = await readdir(dataFolder)
    const ours = names.filter((name) => own.test(name))
    if (ours.length === names.length) await chmod(dataFolder, 0o700)
    const walk = new Walk()
    await walk.close(dataFolder, ours)
    if (walk.failure === null) return
    logger.error('some files of the data folder stay open to other users of this machine', walk.failure)
  } catch (error) {
    logger.error('the rights of the files could not be checked', error)
  }
}
