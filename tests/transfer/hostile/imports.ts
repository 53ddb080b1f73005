/**
 * A core that imports hostile files, as a process of its own: what it says of its memory is of nothing else. Says a line of
 * JSON for each file. `node imports.ts FOLDER [NAME ...]` reads all files, or those whose name has a NAME in it.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { CallError } from '../../../electron/core/callError.ts'
import { openProfileDatabase } from '../../../electron/core/database/openProfileDatabase.ts'
import type { ProfileDatabase } from '../../../electron/core/database/profileDatabase.ts'
import { ImportRun } from '../../../electron/core/transfer/importRun.ts'
import { memoryLogger } from '../../support/memoryLogger.ts'
import { testFork } from '../../support/testFork.ts'
import { followTurns, type Turns } from '../../support/turns.ts'
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
  /** The most memory that the process which reads had, in bytes; null where the system does not tell. */
  readonly readerMemory: number | null
  /** How long the core held other work at most, in milliseconds of its own time. */
  readonly longestHold: number
  /** In milliseconds. */
  readonly took: number
}

const pieceBytes = 512 * 1024
/** Where Linux names the processes that this one has started. */
const childrenFile = `/proc/self/task/${process.pid}/children`

const fork = testFork(memoryLogger())

/** The pieces of a file. To make them is not the core's work, though it is done in its process. */
function* piecesOf(file: HostileFile, turns: Turns): Generator<Buffer> {
  const pieces = turns.without(() => file.pieces()[Symbol.iterator]())
  for (;;) {
    const next = turns.without(() => pieces.next())
    if (next.done) return
    yield next.value
  }
}

async function read(database: ProfileDatabase, pieces: Iterable<Buffer>, onPiece: () => void) {
  const run = new ImportRun(database, () => fork('transfer'))
  try {
    for (const made of pieces) {
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

/** The most memory that any process which this one has started had so far, in bytes. */
function childrenMemory(): number {
  const sizes = readFileSync(childrenFile, 'utf8').split(' ').map(memoryOf)
  return Math.max(0, ...sizes)
}

function memoryOf(pid: string): number {
  try {
    const [, kibibytes = '0'] = /^VmHWM:\s*(\d+)/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Number(kibibytes) * 1024
  } catch {
    // It has just ended.
    return 0
  }
}

async function outcomeOf(file: HostileFile, folder: string, index: number): Promise<Outcome> {
  const database = await openProfileDatabase({
    file: path.join(folder, String(index), 'confab.db'),
    dataKey: randomBytes(32),
  })
  const tells = existsSync(childrenFile)
  let memory = 0
  let readerMemory = 0
  const look = (): void => {
    memory = Math.max(memory, process.memoryUsage.rss())
    if (tells) readerMemory = Math.max(readerMemory, childrenMemory())
  }
  const timer = setInterval(look, 20)
  const turns = followTurns()
  const start = performance.now()
  const report = await read(database, piecesOf(file, turns), look)
  const longestHold = turns.end()
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
    readerMemory: tells ? readerMemory : null,
    longestHold,
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
