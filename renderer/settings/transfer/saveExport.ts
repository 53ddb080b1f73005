import type { ExportFormat, ExportScope } from '../../../shared/contract/exports.ts'
import { call } from '../../connection/call.ts'
import { bytesOf } from './base64.ts'

export interface ExportProgress {
  readonly done: number
  readonly total: number
}

interface ExportRequest {
  readonly scope: ExportScope
  readonly format: ExportFormat
  readonly signal: AbortSignal
  readonly onProgress: (progress: ExportProgress) => void
}

/** How long a browser may take to begin with a download before its file is let go of, in milliseconds. */
const keepFor = 60_000

function save(name: string, file: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), keepFor)
}

/** Has chats written and saves them as a file. Answers with its name. Rejects as calls do, or when it is aborted. */
export async function saveExport({ format, onProgress, scope, signal }: ExportRequest): Promise<string> {
  // Blobs in place of bytes: the browser may keep them on its disk.
  const pieces: Blob[] = []
  let file = { name: '', mediaType: '' }
  const parts = await call((client) => client.exports.run({ scope, format }, { signal }))
  for await (const part of parts) {
    signal.throwIfAborted()
    if (part.type === 'file') file = part
    if (part.type === 'data') pieces.push(new Blob([bytesOf(part.data)]))
    if (part.type === 'progress') onProgress(part)
  }
  save(file.name, new Blob(pieces, { type: file.mediaType }))
  return file.name
}
