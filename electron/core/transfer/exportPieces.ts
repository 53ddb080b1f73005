import type { ExportPart } from '../../../shared/contract/exports.ts'

/** Bytes of one piece on its way to a window. */
const pieceBytes = 192 * 1024

/** Gathers what is written until it makes a piece. */
export class ExportPieces {
  #waiting: Uint8Array[] = []
  #length = 0

  add(data: string | Uint8Array): void {
    const bytes = typeof data === 'string' ? Buffer.from(data) : data
    if (bytes.length === 0) return
    this.#waiting.push(bytes)
    this.#length += bytes.length
  }

  /** The pieces that are full; with `all` also the last. */
  *take(all = false): Generator<ExportPart> {
    if (this.#length === 0 || (!all && this.#length < pieceBytes)) return
    const bytes = Buffer.concat(this.#waiting)
    const full = all ? bytes.length : bytes.length - (bytes.length % pieceBytes)
    for (let at = 0; at < full; at += pieceBytes) {
      const piece = bytes.subarray(at, Math.min(at + pieceBytes, full))
      yield { type: 'data', data: piece.toString('base64') }
    }
    const rest = bytes.subarray(full)
    this.#waiting = rest.length > 0 ? [rest] : []
    this.#length = rest.length
  }
}
