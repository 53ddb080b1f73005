import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import { exportChats, type ExportOptions } from '../../electron/core/transfer/exportChats.ts'
import { ImportRun } from '../../electron/core/transfer/importRun.ts'
import { createMarkdownSetter } from '../../electron/core/transfer/markdownSetter.ts'
import type { ExportFormat, ExportScope } from '../../shared/contract/exports.ts'
import type { ImportReport } from '../../shared/contract/imports.ts'
import { memoryLogger } from '../support/memoryLogger.ts'
import { forkTransfer } from './inProcess.ts'

export interface ExportedFile {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Buffer
  /** Chats that could not be read whole. */
  readonly notWhole: number
  /** Texts that could not be formatted. */
  readonly plain: number
}

/** Times as they are, so that a test can name them. */
export const style = { time: (time: number) => `at ${time}`, application: 'Confab 0.0.0-test' }

/** One for all exports of a test file; it ends with the process of the tests. */
export const setter = createMarkdownSetter({ fork: forkTransfer, logger: memoryLogger() })

/** Writes an export and puts its pieces together, as a window does. */
export async function exported(
  database: ProfileDatabase,
  format: ExportFormat,
  scope: ExportScope = { kind: 'all' },
  others: Partial<Pick<ExportOptions, 'setter' | 'signal'>> = {},
): Promise<ExportedFile> {
  const pieces: Buffer[] = []
  let file = { name: '', mediaType: '' }
  let notWhole = 0
  let plain = 0
  const nothing = () => undefined
  const options = { database, format, scope, style, exportedAt: Date.UTC(2026, 0, 2), setter, ...others }
  for await (const part of await exportChats({ ...options, check: nothing, onDamage: nothing })) {
    if (part.type === 'file') file = part
    if (part.type === 'data') pieces.push(Buffer.from(part.data, 'base64'))
    if (part.type === 'plain') plain = part.texts
    if (part.type === 'not-whole') notWhole = part.chats
  }
  return { name: file.name, mediaType: file.mediaType, bytes: Buffer.concat(pieces), notWhole, plain }
}

/** Everything that is exported, as values. */
export async function exportedValues(database: ProfileDatabase): Promise<Record<string, unknown>> {
  return JSON.parse((await exported(database, 'json')).bytes.toString())
}

/** Reads a file in pieces, as a window does. */
export async function imported(
  database: ProfileDatabase,
  content: string | Uint8Array | object,
  pieceLength = 64 * 1024,
): Promise<ImportReport> {
  const isBytes = content instanceof Uint8Array
  const bytes = isBytes
    ? content
    : Buffer.from(typeof content === 'string' ? content : JSON.stringify(content))
  const run = new ImportRun(database, forkTransfer)
  try {
    for (let at = 0; at < bytes.length; at += pieceLength) {
      await run.append(bytes.subarray(at, at + pieceLength))
    }
    return await run.finish()
  } catch (error) {
    await run.cancel()
    throw error
  }
}

/** The kinds of problems of a report, with how often each came up. */
export function problemsOf(report: ImportReport): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { count, kind } of report.problems) counts[kind] = (counts[kind] ?? 0) + count
  return counts
}
