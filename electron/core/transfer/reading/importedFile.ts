import type { Problems } from '../problems.ts'
import type { Found } from './found.ts'
import { JsonDocument } from './jsonDocument.ts'
import { ZipArchive, zipStepBytes, type Unpacked } from './zipArchive.ts'

/** "PK" and a kind of record: what every zip begins with. */
const zipMark = Buffer.from('PK')
/** How many bytes tell what a file is. */
const markBytes = 2

/**
 * A file that is read as it comes: JSON, or a zip with JSON in it. What it is its content says, not its name. Each
 * step is a few milliseconds of work; whoever takes them can do other things in between.
 */
export class ImportedFile {
  readonly #problems: Problems
  #start = Buffer.alloc(0)
  #reader: 'zip' | 'json' | null = null
  #zip = new ZipArchive()
  #document: JsonDocument

  constructor(problems: Problems) {
    this.#problems = problems
    this.#document = new JsonDocument(problems)
  }

  /** @throws UnreadableError */
  *write(bytes: Uint8Array): Generator<readonly Found[]> {
    const all = this.#reader ? bytes : Buffer.concat([this.#start, bytes])
    if (!this.#reader && all.length < markBytes) {
      this.#start = Buffer.from(all)
      return
    }
    this.#reader ??= zipMark.equals(all.subarray(0, markBytes)) ? 'zip' : 'json'
    if (this.#reader === 'json') yield* this.#document.write(all)
    else yield* this.#unpack(all)
  }

  /** The file is at its end. @throws UnreadableError */
  *end(): Generator<readonly Found[]> {
    if (!this.#reader) {
      this.#reader = 'json'
      yield* this.#document.write(this.#start)
    }
    if (this.#reader === 'zip') yield* this.#documents(this.#zip.end())
    else yield* this.#document.end()
  }

  *#unpack(bytes: Uint8Array): Generator<readonly Found[]> {
    for (let at = 0; at < bytes.length; at += zipStepBytes) {
      yield* this.#documents(this.#zip.write(bytes.subarray(at, at + zipStepBytes)))
    }
  }

  *#documents(unpacked: readonly Unpacked[]): Generator<readonly Found[]> {
    for (const part of unpacked) {
      if (part.type === 'begin') this.#document = new JsonDocument(this.#problems)
      if (part.type === 'data') yield* this.#document.write(part.bytes)
      if (part.type === 'end') yield* this.#document.end()
    }
  }
}
