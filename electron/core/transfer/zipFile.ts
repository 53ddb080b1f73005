import { setImmediate } from 'node:timers/promises'
import { Zip, ZipDeflate } from 'fflate'

/** Text shrinks nearly as much at this level as at the highest, in a third of the time. */
const level = 4
/** What is packed at once, in bytes: a few milliseconds of work. Then everything else has its turn. */
const stepBytes = 128 * 1024

/** A zip that is written file by file; what has come of it is to be taken after each step. */
export class ZipFile {
  #made: Uint8Array[] = []
  readonly #zip = new Zip((error, bytes) => {
    if (error) throw error
    this.#made.push(bytes)
  })

  /** Writes one file as its text comes. */
  async *file(path: string, modifiedAt: number, texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
    const entry = new ZipDeflate(path, { level })
    entry.mtime = new Date(modifiedAt)
    this.#zip.add(entry)
    for await (const text of texts) {
      const bytes = Buffer.from(text)
      for (let at = 0; at < bytes.length; at += stepBytes) {
        if (at > 0) await setImmediate()
        entry.push(bytes.subarray(at, at + stepBytes))
        yield* this.#take()
      }
    }
    entry.push(new Uint8Array(), true)
    yield* this.#take()
  }

  *end(): Generator<Uint8Array> {
    this.#zip.end()
    yield* this.#take()
  }

  *#take(): Generator<Uint8Array> {
    const made = this.#made
    this.#made = []
    yield* made
  }
}
