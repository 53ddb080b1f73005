/** Too much of what is good by itself, and what a port of the Electron host may carry. */
import { MessageChannel } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { messagePortChannel } from '../../electron/main/messagePort.ts'
import { readFrame } from '../../electron/core/rpc/frame.ts'
import { callOf, expectUnharmed, startAttackedServer, type AttackedServer } from './attackedServer.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const mebibyte = 1024 * 1024

let server: AttackedServer

beforeAll(async () => {
  server = await startAttackedServer()
})

afterAll(() => server.end())

describe('too much', () => {
  const mostMemory = 400 * mebibyte

  it('of a stream to the core closes the socket, and none of it is kept', async () => {
    const person = await server.person('Streaming')
    person.socket.send(callOf('/events/subscribe', {}))
    const piece = JSON.stringify({ i: 'x', t: 3, p: { e: 'message', d: 'x'.repeat(1_900_000) } })
    const closed = new Promise((resolve) => person.socket.once('close', resolve))
    for (let count = 0; count < 100; count += 1) person.socket.send(piece, () => undefined)
    await closed
    await expectUnharmed(server)
    expect(server.costs().memory).toBeLessThan(mostMemory)
  })

  it('of calls at once is refused with BUSY, and another profile is answered meanwhile', async () => {
    const { client } = await server.person('Flooding')
    let longest = 0
    const ended = new AbortController()
    const watching = (async () => {
      while (!ended.signal.aborted) {
        const asked = performance.now()
        await server.witness.client.session.get({})
        longest = Math.max(longest, performance.now() - asked)
      }
    })()
    const codes = await Promise.all(
      Array.from({ length: 5_000 }, () =>
        client.models.list({}).then(
          () => 'ok',
          (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'lost'),
        ),
      ),
    )
    ended.abort()
    await watching
    expect(new Set(codes)).toEqual(new Set(['ok', 'BUSY']))
    expect(longest).toBeLessThan(5_000)
    expect(server.costs().memory).toBeLessThan(mostMemory)
    await client.session.get({})
    await expectUnharmed(server)
  })
})

describe('a port', () => {
  const values: readonly (readonly [string, () => unknown])[] = [
    ['undefined', () => undefined],
    ['null', () => null],
    ['a number', () => 1],
    ['a big number', () => 10n ** 100n],
    ['an object', () => ({ i: 'x', p: { u: '/app/info', b: { json: {} } } })],
    ['a list', () => [callOf('/app/info', {})]],
    ['a buffer', () => new TextEncoder().encode(callOf('/app/info', {})).buffer],
    ['a shared buffer', () => new SharedArrayBuffer(8)],
    ['a view of floats', () => new Float64Array(8)],
    ['a view of data', () => new DataView(new ArrayBuffer(8))],
    ['words of two bytes', () => new Uint16Array(8)],
    ['a map', () => new Map([['length', 1]])],
    ['a set', () => new Set([1])],
    ['a time', () => new Date()],
    ['an error', () => new Error('x')],
    ['an expression', () => /x/u],
    ['something with a length', () => ({ length: 1, byteLength: 1, charCodeAt: 0 })],
    ['bytes of nothing', () => new Uint8Array(0)],
    ['bytes that are too many', () => new Uint8Array(2 * mebibyte + 1)],
    ['a view far into other bytes', () => new Uint8Array(new ArrayBuffer(mebibyte), mebibyte - 2, 2)],
  ]

  it.each(values)('that carries %s gives nothing to read', async (_what, value) => {
    const { port1, port2 } = new MessageChannel()
    const channel = messagePortChannel({
      postMessage: (message) => port2.postMessage(message),
      on: (event: 'message' | 'close', listener: (message: { readonly data: unknown }) => void) =>
        port2.on(event, (data: unknown) => listener({ data })),
      start: () => port2.start(),
      close: () => port2.close(),
    })
    const given = new Promise<unknown>((resolve) => channel.onFrame(resolve))
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window
    port1.postMessage(value())
    expect(readFrame(await given)).toBeNull()
    port1.close()
  })
})
