import { EventEmitter } from 'node:events'

/** A frame as it crosses: what JSON can hold, or bytes in base64. */
export interface Wire {
  readonly value?: unknown
  readonly bytes?: string
}

export function toWire(data: unknown): Wire {
  return data instanceof Uint8Array ? { bytes: Buffer.from(data).toString('base64') } : { value: data }
}

function fromWire(wire: Wire): unknown {
  return wire.bytes === undefined ? wire.value : new Uint8Array(Buffer.from(wire.bytes, 'base64'))
}

/** Calls the page's end of a port. */
export type PortCall = (method: 'start' | 'deliver' | 'close', data?: Wire) => void

/** The process's end of a port of the page. */
export class MessagePortMain extends EventEmitter {
  readonly #call: PortCall
  #open = true

  constructor(call: PortCall) {
    super()
    this.#call = call
  }

  start(): void {
    this.#call('start')
  }

  postMessage(data: unknown): void {
    if (this.#open) this.#call('deliver', toWire(data))
  }

  close(): void {
    if (this.#open) this.#call('close')
    this.ended()
  }

  arrived(wire: Wire): void {
    if (this.#open) this.emit('message', { data: fromWire(wire), ports: [] })
  }

  ended(): void {
    if (!this.#open) return
    this.#open = false
    this.emit('close')
  }
}
