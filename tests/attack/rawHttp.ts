import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** Bytes as they stand, or a pause in milliseconds. */
export type RawStep = string | Uint8Array | number

export interface RawHttp {
  readonly baseUrl: string
  close(): Promise<void>
}

async function answer(socket: Socket, steps: readonly RawStep[]): Promise<void> {
  for (const step of steps) {
    if (socket.destroyed) return
    if (typeof step === 'number') await pause(step)
    else socket.write(step)
  }
  socket.end()
}

/** A server that answers the first bytes of each connection with these and closes it: what is in them is not checked. */
export async function startRawHttp(steps: readonly RawStep[]): Promise<RawHttp> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.once('data', () => void answer(socket, steps))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
