/** Looks at files that were dropped or pasted: what they are, and their text where it fits into a message. */
import { bounds } from '../../shared/bounds.ts'

export type FileKind =
  'folder' | 'empty' | 'backup' | 'archive' | 'picture' | 'text' | 'long-text' | 'other' | 'unreadable'

export interface ReadFile {
  readonly file: File
  readonly kind: FileKind
  /** Of a `text`, with its lines ended by `\n`; else empty. */
  readonly text: string
  /** It begins as JSON does, so it may be an export of chats. */
  readonly json: boolean
}

/** A file as it came, before anything of it was read. */
export interface GivenFile {
  readonly file: File
  readonly isFolder: boolean
}

/** Bytes that tell what a file is. */
const headBytes = 4_096
/** No character takes more bytes in UTF-8. */
const bytesOfCharacter = 4

function startsWith(bytes: Uint8Array, text: string): boolean {
  return String.fromCharCode(...bytes.subarray(0, text.length)) === text
}

/** Null for what is no text in UTF-8. `whole` is false for the beginning of one, which may end within a character. */
function textIn(bytes: Uint8Array, whole: boolean): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !whole })
    // oxlint-disable-next-line no-control-regex -- they are what no text has
    return /[\u0000-\u0008\u000e-\u001a]/u.test(text) ? null : text
  } catch {
    // The decoder tells of bytes that are no text by throwing.
    return null
  }
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer())
}

function plain(file: File, kind: FileKind): ReadFile {
  return { file, kind, text: '', json: false }
}

async function look({ file, isFolder }: GivenFile): Promise<ReadFile> {
  if (isFolder) return plain(file, 'folder')
  if (file.size === 0) return plain(file, 'empty')
  const head = await bytesOf(file.slice(0, headBytes))
  if (startsWith(head, 'CONFAB-BACKUP\n')) return plain(file, 'backup')
  if (startsWith(head, 'PK\u0003\u0004')) return plain(file, 'archive')
  if (file.type.startsWith('image/')) return plain(file, 'picture')
  const start = textIn(head, false)
  if (start === null) return plain(file, 'other')
  const json = /^\s*[[{]/u.test(start)
  if (file.size > bounds.messageText.max * bytesOfCharacter) return { ...plain(file, 'long-text'), json }
  const text = textIn(await bytesOf(file), true)?.replaceAll(/\r\n?/gu, '\n')
  if (text === undefined) return plain(file, 'other')
  if (text.length > bounds.messageText.max) return { ...plain(file, 'long-text'), json }
  return { file, kind: 'text', text, json }
}

/** Never rejects: a file that cannot be read is one of its kinds. */
export async function readFile(given: GivenFile): Promise<ReadFile> {
  try {
    return await look(given)
  } catch {
    // It is gone, or may not be opened. What is dropped as a file may be a folder, too.
    return plain(given.file, 'unreadable')
  }
}
