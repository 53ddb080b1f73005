import { UnreadableError } from './unreadable.ts'
import { beginsRecord, EndSearch, readLocalHeader, type LocalHeader } from './zipRecords.ts'
import { ZipEntry } from './zipEntry.ts'

/** What is unpacked at once, in bytes of the archive: at most a thousand times as much comes of it. */
export const zipStepBytes = 4 * 1024
/** No export is larger unpacked. */
const mostUnpackedBytes = 4 * 1024 ** 3
/** ChatGPT's exports have a file for each picture. */
const mostEntries = 200_000

/** `conversations.json`, also in a folder and in parts. */
const wanted = /(?:^|\/)conversations(?:[-_]\d{1,4})?\.json$/u

/** The parts of the archive that are chats, as they are unpacked. */
export type Unpacked =
  | { readonly type: 'begin' }
  | { readonly type: 'data'; readonly bytes: Uint8Array }
  | { readonly type: 'end' }

interface Open {
  /** Null for a file that is passed over: pictures are most of an export. */
  readonly entry: ZipEntry | null
  /** Bytes that are still to come; null where only the file's end says how many they were. */
  left: number | null
  readonly end: EndSearch | null
}

/**
 * A zip that is read as it comes, file by file. Where a file's header does not say how long it is, its end is where the
 * record behind it says that it has come: what looks like the beginning of another file may be an archive in it.
 */
export class ZipArchive {
  #rest: Buffer = Buffer.alloc(0)
  #open: Open | null = null
  #unpacked: Unpacked[] = []
  #entries = 0
  #bytesOut = 0
  #hasChats = false
  /** The directory has begun, behind all files. */
  #ended = false

  /** The next bytes of the archive, `zipStepBytes` at most. @throws UnreadableError */
  write(bytes: Uint8Array): readonly Unpacked[] {
    if (!this.#ended) this.#read(Buffer.concat([this.#rest, bytes]))
    const unpacked = this.#unpacked
    this.#unpacked = []
    return unpacked
  }

  /** The archive is at its end. @throws UnreadableError */
  end(): readonly Unpacked[] {
    if (!this.#ended) throw new UnreadableError('cut-off')
    if (!this.#hasChats) throw new UnreadableError('no-conversations')
    return []
  }

  #read(bytes: Buffer): void {
    let rest = bytes
    for (;;) {
      const next = this.#open ? this.#readData(this.#open, rest) : this.#readRecord(rest)
      if (next === null) break
      rest = next
    }
  }

  /** Begins the file whose header comes next. Answers with what follows it; null, with the bytes kept, when more is needed. */
  #readRecord(bytes: Buffer): Buffer | null {
    this.#rest = bytes
    const kind = beginsRecord(bytes)
    if (kind === 'other') throw new UnreadableError('damaged')
    if (kind === 'directory') {
      this.#ended = true
      this.#rest = Buffer.alloc(0)
    }
    const header = kind === 'file' ? readLocalHeader(bytes) : null
    if (!header) return null
    this.#begin(header)
    return bytes.subarray(header.length)
  }

  #begin(header: LocalHeader): void {
    this.#entries += 1
    if (this.#entries > mostEntries) throw new UnreadableError('too-large')
    const isWanted = wanted.test(header.name)
    if (isWanted && header.isEncrypted) throw new UnreadableError('encrypted')
    if (isWanted) {
      this.#hasChats = true
      this.#unpacked.push({ type: 'begin' })
    }
    const left = header.compressedBytes
    this.#open = {
      entry: isWanted ? new ZipEntry(header.compression, header.crc, (data) => this.#take(data)) : null,
      left,
      end: left === null ? new EndSearch(header.compression === 0) : null,
    }
  }

  #take(bytes: Uint8Array): void {
    this.#bytesOut += bytes.length
    if (this.#bytesOut > mostUnpackedBytes) throw new UnreadableError('too-large')
    this.#unpacked.push({ type: 'data', bytes })
  }

  /** As `#readRecord`, of what stands in the file that is open. */
  #readData(open: Open, bytes: Buffer): Buffer | null {
    this.#rest = Buffer.alloc(0)
    if (open.end) return this.#readToEnd(open, open.end, bytes)
    const data = bytes.subarray(0, open.left ?? 0)
    open.entry?.push(data)
    open.left = (open.left ?? 0) - data.length
    if (open.left > 0) return null
    this.#close(open)
    return bytes.subarray(data.length)
  }

  #readToEnd(open: Open, end: EndSearch, bytes: Buffer): Buffer | null {
    const { dataBytes, found } = end.search(bytes)
    open.entry?.push(bytes.subarray(0, dataBytes))
    if (found === null) {
      this.#rest = bytes.subarray(dataBytes)
      return null
    }
    this.#close(open)
    return bytes.subarray(dataBytes + found)
  }

  #close({ entry }: Open): void {
    this.#open = null
    entry?.end()
    if (entry) this.#unpacked.push({ type: 'end' })
  }
}
