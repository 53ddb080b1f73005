import type { UploadId } from '../../shared/contract/backups.ts'
import type { Client } from '../../shared/contract/index.ts'

/** Hands the bytes of a file over, piece by piece. */
export async function upload(client: Client, bytes: Buffer): Promise<UploadId> {
  const { uploadId } = await client.backups.startUpload({ bytes: bytes.length })
  const size = 300_000
  for (let offset = 0; offset < bytes.length; offset += size) {
    const data = bytes.subarray(offset, offset + size).toString('base64')
    await client.backups.addPiece({ uploadId, offset, data })
  }
  return uploadId
}

/** Saves a backup of the profile of a window to a file. */
export async function download(client: Client): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  let name = ''
  let size = 0
  const pieces: Buffer[] = []
  for await (const part of await client.backups.download({})) {
    if (part.type === 'piece') pieces.push(Buffer.from(part.data, 'base64'))
    else ({ name, bytes: size } = part)
  }
  const bytes = Buffer.concat(pieces)
  if (bytes.length !== size) throw new Error(`${bytes.length} bytes came of ${size}`)
  return { name, bytes }
}
