import {
  Unzip,
  UnzipInflate,
  UnzipPassThrough,
  type UnzipDecoder,
  type UnzipDecoderConstructor,
  type UnzipFile,
} from 'fflate'
import type { ImportRefusal } from '../../../../shared/errors.ts'
import { UnreadableError } from './unreadable.ts'

/** What is unpacked at once, in bytes of the archive: at most a thousand times as much comes of it. */
export const zipStepBytes = 16 * 1024
/** No export is larger unpacked. */
const mostUnpackedBytes = 4 * 1024 ** 3
/** Text shrinks to a tenth or so. What unpacks to so many times its size, and to so much, was made to do harm. */
const highestRatio = 250
const suspiciousFromBytes = 64 * 1024 * 1024

/** `conversations.json`, also in a folder and in parts. */
const wanted = /(?:^|\/)conversations(?:[-_]\d{1,4})?\.json$/u

/** The parts of the archive that are chats, as they are unpacked. */
export type Unpacked =
  | { readonly type: 'begin' }
  | { readonly type: 'data'; readonly bytes: Uint8Array }
  | { readonly type: 'end' }

/** Unpacks a wanted file and takes all others without a look: pictures are most of an export. */
function decoderFor(compression: number): UnzipDecoderConstructor {
  return class implements UnzipDecoder {
    static readonly compression = compression
    ondata: UnzipDecoder['ondata'] = () => undefined
    readonly #inner: UnzipDecoder | null

    constructor(name: string) {
      this.#inner = wanted.test(name) ? unpacker(compression) : null
    }

    push(bytes: Uint8Array, isLast: boolean): void {
      if (!this.#inner) return
      this.#inner.ondata = this.ondata
      this.#inner.push(bytes, isLast)
    }
  }
}

function unpacker(compression: number): UnzipDecoder {
  if (compression === 0) return new UnzipPassThrough()
  if (compression === 8) return new UnzipInflate()
  throw new UnreadableError('damaged')
}

function unreadable(error: unknown, reason: ImportRefusal): UnreadableError {
  return error instanceof UnreadableError ? error : new UnreadableError(reason)
}

/** A zip that is read as it comes. */
export class ZipArchive {
  readonly #unzip = new Unzip((file) => this.#open(file))
  #unpacked: Unpacked[] = []
  #bytesIn = 0
  #bytesOut = 0
  #hasChats = false

  /** The next bytes of the archive, `zipStepBytes` at most. @throws UnreadableError */
  write(bytes: Uint8Array): readonly Unpacked[] {
    this.#bytesIn += bytes.length
    return this.#push(bytes, false)
  }

  /** The archive is at its end. @throws UnreadableError */
  end(): readonly Unpacked[] {
    const unpacked = this.#push(new Uint8Array(), true)
    if (!this.#hasChats) throw new UnreadableError('no-conversations')
    return unpacked
  }

  #push(bytes: Uint8Array, isLast: boolean): readonly Unpacked[] {
    try {
      this.#unzip.push(bytes, isLast)
    } catch (error) {
      throw unreadable(error, isLast ? 'cut-off' : 'damaged')
    }
    const unpacked = this.#unpacked
    this.#unpacked = []
    return unpacked
  }

  #open(file: UnzipFile): void {
    this.#unzip.register(decoderFor(file.compression))
    if (wanted.test(file.name)) {
      this.#hasChats = true
      this.#unpacked.push({ type: 'begin' })
    }
    file.ondata = (error, bytes, isLast) => {
      // fflate hands what is thrown below back to this function, as an error of its own.
      if (error) throw unreadable(error, 'damaged')
      this.#take(bytes)
      if (isLast) this.#unpacked.push({ type: 'end' })
    }
    file.start()
  }

  #take(bytes: Uint8Array): void {
    this.#bytesOut += bytes.length
    const isSuspicious = this.#bytesOut > suspiciousFromBytes && this.#bytesOut > this.#bytesIn * highestRatio
    if (isSuspicious || this.#bytesOut > mostUnpackedBytes) throw new UnreadableError('too-large')
    this.#unpacked.push({ type: 'data', bytes })
  }
}
