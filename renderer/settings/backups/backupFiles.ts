/** Backups on their way to a file of the person's own, and back. */
import type { UploadId } from '../../../shared/contract/backups.ts'
import { call } from '../../connection/call.ts'
import { saveAs } from '../saveAs.ts'

/** Told what share (0 to 1) is done. */
export type Progress = (share: number) => void

/** Bytes of a piece on its way to the core: a multiple of three, 512 KiB in base64. */
const pieceBytes = 384 * 1024

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64)
  const bytes = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index)
  return bytes
}

/** Characters at a time: more arguments than this are too many for a call. */
const characters = 8_192

function base64Of(bytes: Uint8Array): string {
  let text = ''
  for (let index = 0; index < bytes.length; index += characters) {
    text += String.fromCharCode(...bytes.subarray(index, index + characters))
  }
  return btoa(text)
}

/** Fetches a fresh backup and hands it over to be saved; answers with the name of the file. */
export async function receiveBackup(onProgress: Progress): Promise<string> {
  let name = ''
  let bytes = 0
  let received = 0
  // Blobs, for the browser keeps large ones on the disk.
  const pieces: Blob[] = []
  for await (const part of await call((client) => client.backups.download({}))) {
    if (part.type === 'file') {
      ;({ bytes, name } = part)
    } else {
      const piece = bytesOf(part.data)
      received += piece.length
      pieces.push(new Blob([piece]))
      onProgress(bytes === 0 ? 0 : received / bytes)
    }
  }
  saveAs(name, new Blob(pieces, { type: 'application/octet-stream' }))
  return name
}

/** Hands a file over to the core, piece by piece. What has arrived is given up when one of them fails. */
export async function sendFile(file: File, onProgress: Progress): Promise<UploadId> {
  const { uploadId } = await call((client) => client.backups.startUpload({ bytes: file.size }))
  try {
    for (let offset = 0; offset < file.size; offset += pieceBytes) {
      const piece = await file.slice(offset, offset + pieceBytes).arrayBuffer()
      const data = base64Of(new Uint8Array(piece))
      await call((client) => client.backups.addPiece({ uploadId, offset, data }))
      onProgress(Math.min(1, (offset + pieceBytes) / file.size))
    }
    return uploadId
  } catch (error) {
    await giveUp(uploadId)
    throw error
  }
}

/** What arrived of a file is not needed. */
export async function giveUp(uploadId: UploadId): Promise<void> {
  // Where this cannot be said the core finds out by itself, when the next one begins.
  await call((client) => client.backups.cancelUpload({ uploadId })).catch(() => undefined)
}
