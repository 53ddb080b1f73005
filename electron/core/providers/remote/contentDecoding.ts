import type { Transform } from 'node:stream'
import { pipeline } from 'node:stream'
import zlib from 'node:zlib'
import { Fault } from './fault.ts'
import { wireBounds } from './wireBounds.ts'

/** What is left of a body that was cut off is read all the same: what is missing shows from its content. */
const lenient = { finishFlush: zlib.constants.Z_SYNC_FLUSH }

/**
 * What unpacks an encoding of HTTP (RFC 9110, 8.4.1), a piece at a time; null for one that is not known. `first` is
 * the first byte: many servers leave out what `deflate` should begin with.
 */
function decoderOf(encoding: string, first: number): Transform | null {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return zlib.createGunzip(lenient)
    case 'deflate':
      return (first & 0x0f) === 8 ? zlib.createInflate(lenient) : zlib.createInflateRaw(lenient)
    case 'br':
      return zlib.createBrotliDecompress({ finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH })
    case 'zstd':
      return zlib.createZstdDecompress()
    default:
      return null
  }
}

async function* startingWith(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first
  yield* { [Symbol.asyncIterator]: () => rest }
}

async function* unpacked(chunks: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<Uint8Array> {
  const rest = chunks[Symbol.asyncIterator]()
  const first = await rest.next()
  if (first.done === true) return
  const decoder = decoderOf(encoding, first.value[0] ?? 0)
  if (!decoder) throw new Fault('BAD_RESPONSE')
  yield* through(startingWith(first.value, rest), decoder)
}

async function* through(chunks: AsyncIterable<Uint8Array>, decoder: Transform): AsyncGenerator<Uint8Array> {
  // What fails on the way arrives here as an error of the decoder; its own are those of what was packed.
  const flowing: AsyncIterable<unknown> = pipeline(chunks, decoder, () => {})
  try {
    for await (const chunk of flowing) yield chunk as Uint8Array
  } catch (error) {
    throw error instanceof Fault ? error : new Fault('BAD_RESPONSE', { cause: error })
  } finally {
    decoder.destroy()
  }
}

/**
 * A body as it was before it was packed. We ask for none that is, but servers and proxies pack them all the same. No
 * more is unpacked than is read, so a small body that becomes a large one meets the bounds of its readers.
 * `encoding` is the header `content-encoding`; one that is not known is a `Fault` when the body is read.
 * @throws Fault when it was packed more often than anybody does
 */
export function decoded(
  chunks: AsyncIterable<Uint8Array>,
  encoding: string | undefined,
): AsyncIterable<Uint8Array> {
  const names = (encoding ?? '').toLowerCase().split(',')
  const packed = names.map((name) => name.trim()).filter((name) => !['', 'identity', 'none'].includes(name))
  if (packed.length > wireBounds.encodings) throw new Fault('BAD_RESPONSE')
  return packed.toReversed().reduce(unpacked, chunks)
}
