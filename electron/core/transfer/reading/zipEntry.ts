import { crc32 } from 'node:zlib'
import { Inflate } from 'fflate'
import { UnreadableError } from './unreadable.ts'

/** Text shrinks to a tenth or so. What unpacks to so many times its size, and to so much, was made to do harm. */
const highestRatio = 250
const suspiciousFromBytes = 1024 * 1024
/** Bytes from which nothing comes: a block of deflate is shorter, so what follows is none. */
const mostQuietBytes = 256 * 1024

const stored = 0
const deflated = 8

/** A file of an archive on its way out. */
export class ZipEntry {
  readonly #inflate: Inflate | null
  readonly #onData: (bytes: Uint8Array) => void
  readonly #expectedCrc: number | null
  #bytesIn = 0
  #bytesOut = 0
  #quietBytes = 0
  #crc = 0

  /**
   * @param expectedCrc the checksum of what is unpacked; null where it is not known
   * @throws UnreadableError where it was packed in a way that is not known
   */
  constructor(compression: number, expectedCrc: number | null, onData: (bytes: Uint8Array) => void) {
    this.#expectedCrc = expectedCrc
    if (compression !== stored && compression !== deflated) throw new UnreadableError('damaged')
    this.#inflate = compression === deflated ? new Inflate((bytes) => this.#take(bytes)) : null
    this.#onData = onData
  }

  /** The next bytes as they stand in the archive. @throws UnreadableError */
  push(bytes: Uint8Array): void {
    this.#bytesIn += bytes.length
    this.#quietBytes += bytes.length
    if (bytes.length > 0) this.#push(bytes, false)
    if (this.#quietBytes > mostQuietBytes) throw new UnreadableError('damaged')
  }

  /** All have come. @throws UnreadableError where the data go on, or are others than were packed */
  end(): void {
    if (this.#inflate) this.#push(new Uint8Array(), true)
    if (this.#expectedCrc !== null && this.#expectedCrc !== this.#crc) throw new UnreadableError('damaged')
  }

  #push(bytes: Uint8Array, isLast: boolean): void {
    if (!this.#inflate) return this.#take(bytes)
    try {
      this.#inflate.push(bytes, isLast)
    } catch (error) {
      throw error instanceof UnreadableError ? error : new UnreadableError('damaged')
    }
  }

  #take(bytes: Uint8Array): void {
    this.#bytesOut += bytes.length
    const isSuspicious = this.#bytesOut > suspiciousFromBytes && this.#bytesOut > this.#bytesIn * highestRatio
    if (isSuspicious) throw new UnreadableError('too-large')
    if (bytes.length === 0) return
    this.#quietBytes = 0
    this.#crc = crc32(bytes, this.#crc)
    this.#onData(bytes)
  }
}
