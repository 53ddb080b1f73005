import type { ExportFormat, ExportScope } from '../../../shared/contract/exports.ts'
import { call } from '../../connection/call.ts'
import { saveAs } from '../saveAs.ts'
import { bytesOf } from './base64.ts'
import type { ExportProgress } from './exportStore.ts'

interface ExportRequest {
  readonly scope: ExportScope
  readonly format: ExportFormat
  readonly signal: AbortSignal
  readonly onProgress: (progress: ExportProgress) => void
}

interface SavedExport {
  /** Of the file. */
  readonly name: string
  /** Chats that could not be read whole. */
  readonly notWhole: number
  /** Texts that could not be formatted. */
  readonly plain: number
}

/** Has chats written and hands them over as a file. Rejects as calls do, or when it is aborted. */
export async function saveExport({ format, onProgress, scope, signal }: ExportRequest): Promise<SavedExport> {
  // Blobs in place of bytes: the browser may keep them on its disk.
  const pieces: Blob[] = []
  let notWhole = 0
  let plain = 0
  let file = { name: '', mediaType: '' }
  const parts = await call((client) => client.exports.run({ scope, format }, { signal }))
  for await (const part of parts) {
    signal.throwIfAborted()
    if (part.type === 'file') file = part
    if (part.type === 'data') pieces.push(new Blob([bytesOf(part.data)]))
    if (part.type === 'progress') onProgress(part)
    if (part.type === 'plain') plain = part.texts
    if (part.type === 'not-whole') notWhole = part.chats
  }
  saveAs(file.name, new Blob(pieces, { type: file.mediaType }))
  return { name: file.name, notWhole, plain }
}
