import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rm, stat, type FileHandle } from 'node:fs/promises'
import type { Repository } from '../../../shared/contract/downloads.ts'
import { DownloadFault } from './downloadFault.ts'
import type { Hub } from './hub.ts'
import { isWebPage, type HubAnswer } from './hubRequest.ts'
import type { JournalFile } from './journal.ts'

export interface FetchOptions {
  readonly hub: Hub
  readonly repository: Repository
  readonly file: JournalFile
  /** Absolute path; what is there already is gone on from. */
  readonly target: string
  readonly signal: AbortSignal
  /** How many bytes are on the disk now. */
  readonly onReceived: (received: number) => void
  /** The file's ETag, before any of its bytes is written: what is there from now on belongs to it. */
  readonly onEtag: (etag: string | null) => Promise<void>
}

/** Bytes of a partial file; 0 when there is none. */
export async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0
    throw error
  }
}

/** Deletes a file that is not what it should be. @throws DownloadFault always */
async function drop(target: string, problem: 'size-mismatch' | 'checksum-mismatch'): Promise<never> {
  await rm(target, { force: true })
  throw new DownloadFault(problem)
}

/**
 * What is there can only be gone on from when something will tell a changed file: a strong ETag beforehand or a
 * checksum afterwards.
 */
function canResume({ etag, sha256 }: JournalFile): boolean {
  return sha256 !== null || (etag !== null && !etag.startsWith('W/'))
}

function rangeHeaders(file: JournalFile, have: number): Readonly<Record<string, string>> {
  if (have === 0) return {}
  const strong = file.etag !== null && !file.etag.startsWith('W/') ? { 'if-range': file.etag } : {}
  return { range: `bytes=${have}-`, ...strong }
}

/** Where an answer begins: at `have`, at 0, or nowhere that fits (`null`: start over). */
function beginOf(answer: HubAnswer, file: JournalFile, have: number): number | 'size-mismatch' | null {
  if (answer.status === 416) return null
  if (answer.status === 200) {
    const length = answer.headers.get('content-length')
    return length !== null && Number(length) !== file.bytes ? 'size-mismatch' : 0
  }
  const etag = answer.headers.get('etag')
  if (etag !== null && file.etag !== null && etag !== file.etag) return null
  const range = /^bytes (\d+)-\d+\/(\d+|\*)$/u.exec(answer.headers.get('content-range') ?? '')
  if (!range || Number(range[1]) !== have) return null
  return range[2] !== '*' && Number(range[2]) !== file.bytes ? 'size-mismatch' : have
}

async function write(
  handle: FileHandle,
  answer: HubAnswer,
  begin: number,
  options: FetchOptions,
): Promise<number> {
  let written = begin
  for await (const piece of answer.pieces()) {
    if (written + piece.length > options.file.bytes) return Number.POSITIVE_INFINITY
    await handle.writeFile(piece)
    written += piece.length
    options.onReceived(written)
  }
  return written
}

async function request(options: FetchOptions, have: number): Promise<void> {
  const { file, hub, repository, signal, target } = options
  const answer = await hub.get(repository, file.path, rangeHeaders(file, have), signal)
  const begin = isWebPage(answer.headers) ? 'not-a-file' : beginOf(answer, file, have)
  if (typeof begin !== 'number') {
    // Closes the connection of an answer that is of no use.
    await answer.pieces().return(undefined)
    if (begin === 'not-a-file') throw new DownloadFault('not-a-file')
    if (begin === 'size-mismatch') return drop(target, begin)
    if (have === 0) throw new DownloadFault('server-error')
    await rm(target, { force: true })
    options.onReceived(0)
    return request(options, 0)
  }
  const handle = await open(target, begin === 0 ? 'w' : 'a', 0o600)
  let written: number
  try {
    options.onReceived(begin)
    await options.onEtag(answer.headers.get('etag'))
    written = await write(handle, answer, begin, options)
    // What is offered as a model has to outlast the machine going off.
    await handle.sync()
  } finally {
    await handle.close()
  }
  // An answer that ended as it should and is of another length is another file; one that broke off has thrown.
  if (written !== file.bytes) await drop(target, 'size-mismatch')
}

/**
 * Gets a file, from where an earlier attempt ended. What has arrived stays on the disk when this one ends early.
 * @throws DownloadFault, the signal's reason, or an error of the system
 */
export async function fetchFile(options: FetchOptions): Promise<void> {
  const { file, target } = options
  const there = await sizeOf(target)
  const have = there > file.bytes || !canResume(file) ? 0 : there
  if (have === file.bytes && have > 0) return options.onReceived(have)
  await request(options, have)
}

/** @throws DownloadFault when the file is not the one that the hub describes; it is then deleted */
export async function verifyFile(file: JournalFile, target: string, signal: AbortSignal): Promise<void> {
  if ((await sizeOf(target)) !== file.bytes) await drop(target, 'size-mismatch')
  if (file.sha256 === null) return
  const hash = createHash('sha256')
  for await (const piece of createReadStream(target, { signal, highWaterMark: 1024 * 1024 })) {
    hash.update(piece as Buffer)
  }
  if (hash.digest('hex') !== file.sha256) await drop(target, 'checksum-mismatch')
}
