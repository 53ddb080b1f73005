/*
 * The records of a zip, as PKWARE's APPNOTE 6.3.10 describes them (sections 4.3.7 and 4.3.9, zip64 in 4.5.3). Numbers are
 * little-endian.
 */
import { crc32 } from 'node:zlib'
import { UnreadableError } from './unreadable.ts'

const markBytes = 4
const fileMark = 0x04034b50
const descriptorMark = 0x08074b50
/** The directory, zip64's end of it, and the end itself, which comes first in an archive without files; an older mark. */
const directoryMarks: ReadonlySet<number> = new Set([0x02014b50, 0x06064b50, 0x06054b50, 0x08064b50])

export type RecordKind = 'file' | 'directory' | 'other' | 'unknown'

/** What begins here; `unknown` where more bytes are needed to tell. */
export function beginsRecord(bytes: Buffer): RecordKind {
  if (bytes.length < markBytes) return 'unknown'
  const mark = bytes.readUInt32LE(0)
  if (mark === fileMark) return 'file'
  return directoryMarks.has(mark) ? 'directory' : 'other'
}

/** What stands before the data of a file. */
export interface LocalHeader {
  /** Of the header itself, in bytes. */
  readonly length: number
  readonly name: string
  readonly compression: number
  readonly isEncrypted: boolean
  /** Null where it stands behind the data. */
  readonly compressedBytes: number | null
  /** Of what is unpacked; null where it stands behind the data. */
  readonly crc: number | null
}

const headerBytes = 30
const encryptedFlag = 0x1
const descriptorFlag = 0x8
const inZip64 = 0xffffffff
const zip64Field = 1

/** The size that the zip64 field of a header gives. @throws UnreadableError where there is none */
function zip64Size(extra: Buffer, hasOwnSize: boolean): number {
  for (let at = 0; at + 4 <= extra.length;) {
    const length = extra.readUInt16LE(at + 2)
    const field = extra.subarray(at + 4, at + 4 + length)
    // The size unpacked comes first, but only where the header has none.
    const place = hasOwnSize ? 0 : 8
    if (extra.readUInt16LE(at) === zip64Field && field.length >= place + 8) {
      return Number(field.readBigUInt64LE(place))
    }
    at += 4 + length
  }
  throw new UnreadableError('damaged')
}

/** The header of a file; null where more bytes are needed. @throws UnreadableError */
export function readLocalHeader(bytes: Buffer): LocalHeader | null {
  if (bytes.length < headerBytes) return null
  const flags = bytes.readUInt16LE(6)
  const nameBytes = bytes.readUInt16LE(26)
  const length = headerBytes + nameBytes + bytes.readUInt16LE(28)
  if (bytes.length < length) return null
  const extra = bytes.subarray(headerBytes + nameBytes, length)
  const size = bytes.readUInt32LE(18)
  const known = size === inZip64 ? () => zip64Size(extra, bytes.readUInt32LE(22) !== inZip64) : () => size
  return {
    length,
    name: bytes.toString('utf8', headerBytes, headerBytes + nameBytes),
    compression: bytes.readUInt16LE(8),
    isEncrypted: (flags & encryptedFlag) !== 0,
    compressedBytes: (flags & descriptorFlag) === 0 ? known() : null,
    crc: (flags & descriptorFlag) === 0 ? bytes.readUInt32LE(14) : null,
  }
}

/** Sizes in a descriptor take four bytes each, or eight in zip64; its mark may be missing. With the record behind it. */
const longestDescriptor = markBytes + 4 + 16
const searched = longestDescriptor + markBytes

interface Descriptor {
  readonly crc: number
  readonly compressedBytes: number
  readonly bytes: number
}

/** The descriptor that would end at a place, with sizes of so many bytes each. */
function descriptorBefore(bytes: Buffer, end: number, sizeBytes: 4 | 8): Descriptor | null {
  const at = end - 4 - 2 * sizeBytes
  if (at < 0) return null
  const size = (place: number): number =>
    sizeBytes === 4 ? bytes.readUInt32LE(place) : Number(bytes.readBigUInt64LE(place))
  return {
    crc: bytes.readUInt32LE(at),
    compressedBytes: size(at + 4),
    bytes: size(at + 4 + sizeBytes),
  }
}

/**
 * Looks for the end of a file whose header does not say how long it is: a descriptor that says as many bytes as have come,
 * with another record behind it. Of a file that is not compressed its checksum is compared, too.
 */
export class EndSearch {
  readonly #isStored: boolean
  #bytes = 0
  #crc = 0

  constructor(isStored: boolean) {
    this.#isStored = isStored
  }

  /**
   * Of bytes that follow each other, how many are certainly data, and how long the descriptor behind them is; null for that
   * where the end has not come. What is not data is to be given again, with more behind it.
   */
  search(bytes: Buffer): { readonly dataBytes: number; readonly found: number | null } {
    for (let at = bytes.indexOf('PK'); at !== -1; at = bytes.indexOf('PK', at + 1)) {
      const kind = beginsRecord(bytes.subarray(at))
      if (kind !== 'file' && kind !== 'directory') continue
      const found = this.#descriptorLength(bytes, at)
      if (found !== null) return { dataBytes: at - found, found }
    }
    const dataBytes = Math.max(0, bytes.length - searched)
    this.#count(bytes.subarray(0, dataBytes))
    return { dataBytes, found: null }
  }

  #count(bytes: Buffer): void {
    this.#bytes += bytes.length
    if (this.#isStored) this.#crc = crc32(bytes, this.#crc)
  }

  #descriptorLength(bytes: Buffer, end: number): number | null {
    for (const sizeBytes of [4, 8] as const) {
      const descriptor = descriptorBefore(bytes, end, sizeBytes)
      if (!descriptor) continue
      const length = 4 + 2 * sizeBytes
      for (const whole of [length + markBytes, length]) {
        const isMarked = whole > length
        if (end < whole || (isMarked && bytes.readUInt32LE(end - whole) !== descriptorMark)) continue
        if (this.#isEnd(descriptor, bytes.subarray(0, end - whole))) return whole
      }
    }
    return null
  }

  #isEnd({ bytes, compressedBytes, crc }: Descriptor, last: Buffer): boolean {
    if (compressedBytes !== this.#bytes + last.length) return false
    return !this.#isStored || (bytes === compressedBytes && crc === crc32(last, this.#crc))
  }
}
