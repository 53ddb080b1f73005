/**
 * A core that imports hostile files, as a process of its own: what it says of its memory is of nothing else. Says a line of
 * JSON for each file. `node imports.ts FOLDER [NAME ...]` reads all files, or those whose name has a NAME in it.
 */
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { CallError } from '../../../electron/core/callError.ts'
import { openProfileDatabase } from '../../../electron/core/database/openProfileDatabase.ts'
import type { ProfileDatabase } from '../../../electron/core/database/profileDatabase.ts'
import { ImportRun } from '../../../electron/core/transfer/importRun.ts'
import { memoryLogger } from '../../support/memoryLogger.ts'
import { testFork } from '../../support/testFork.ts'
import { hostileFiles } from './files.ts'
import type { HostileFile } from './making.ts'

/** What became of a file, and of the core. */
export interface Outcome {
  readonly name: string
  /** Why it was refused; null where it was not. */
  readonly refused: string | null
  readonly added: number
  readonly problems: readonly string[]
  /** The most memory that the core had, in bytes. */
  readonly memory: number
  /** How long other work had to wait at most, in milliseconds. */
  readonly longestWait: number
  /** In milliseconds. */
  readonly took: number
}

const pieceBytes = 512 * 1024
const milliseconds = 1e6

const fork = testFork(memoryLogger())

async function read(database: ProfileDatabase, file: HostileFile, onPiece: () => void) {
  const run = new ImportRun(database, () => fork('transfer'))
  try {
    for (const made of file.pieces()) {
      for (let at = 0; at < made.length; at += pieceBytes) {
        const { ended } = await run.append(made.subarray(at, at + pieceBytes))
        onPiece()
        if (ended) return await run.finish()
      }
    }
    return await run.finish()
  } catch (error) {
    await run.cancel()
    if (error instanceof CallError && error.code === 'IMPORT_UNREADABLE') return error
    throw error
  }
}

async function outcomeOf(file: HostileFile, folder: string, index: number): Promise<Outcome> {
  const database = await openProfileDatabase({
    file: path.join(folder, String(index), 'confab.db'),
    dataKey: randomBytes(32),
  })
  const delay = monitorEventLoopDelay({ resolution: 5 })
  let memory = 0
  const look = (): void => {
    memory = Math.max(memory, process.memoryUsage.rss())
  }
  const timer = setInterval(look, 20)
  delay.enable()
  const start = performance.now()
  const report = await read(database, file, look)
  delay.disable()
  clearInterval(timer)
  look()
  await database.close()
  const isRefused = report instanceof CallError
  return {
    name: file.name,
    refused: isRefused ? (report.data as { readonly reason: string }).reason : null,
    added: isRefused ? 0 : report.added,
    problems: isRefused ? [] : report.problems.map(({ kind }) => kind),
    memory,
    longestWait: delay.max / milliseconds,
    took: performance.now() - start,
  }
}

async function main(folder: string, wanted: readonly string[]): Promise<void> {
  for (const [index, file] of hostileFiles.entries()) {
    if (wanted.length > 0 && !wanted.some((name) => file.name.includes(name))) continue
    process.stdout.write(`${JSON.stringify(await outcomeOf(file, folder, index))}\n`)
  }
}

if (import.meta.main) await main(process.argv[2] ?? '', process.argv.slice(3))
