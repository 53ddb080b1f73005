import { EventEmitter } from 'node:events'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { acceptConnections, refusalOf } from '../../electron/main/connection.ts'
import type { Core } from '../../electron/core/core.ts'
import type { Channel } from '../../electron/core/rpc/channel.ts'
import { memoryLogger } from '../support/memoryLogger.ts'

const ipcMain = vi.hoisted(() => ({
  listeners: new Map<string, (event: unknown) => void>(),
  on(channel: string, listener: (event: unknown) => void) {
    this.listeners.set(channel, listener)
  },
}))
vi.mock('electron', () => ({ ipcMain }))

class FakePort extends EventEmitter {
  closed = false
  postMessage(): void {}
  start(): void {}
  close(): void {
    this.closed = true
  }
}

const topFrame = { origin: 'app://confab', parent: null }

function sendPorts(contentsId: number, ports: readonly FakePort[], frame: object = topFrame): void {
  ipcMain.listeners.get('confab:connect')?.({ sender: { id: contentsId }, senderFrame: frame, ports })
}

describe('refusalOf', () => {
  it('takes one port of the top frame of a window of ours', () => {
    expect(refusalOf({ windowId: 'w', frame: topFrame, portCount: 1 })).toBeUndefined()
  })

  it.each([
    ['an unknown page', { windowId: undefined, frame: topFrame, portCount: 1 }],
    ['a frame that is gone', { windowId: 'w', frame: null, portCount: 1 }],
    ['a frame inside the page', { windowId: 'w', frame: { ...topFrame, parent: topFrame }, portCount: 1 }],
    ['another origin', { windowId: 'w', frame: { origin: 'https://confab', parent: null }, portCount: 1 }],
    [
      'an origin that begins like ours',
      { windowId: 'w', frame: { origin: 'app://confab.x', parent: null }, portCount: 1 },
    ],
    ['an opaque origin', { windowId: 'w', frame: { origin: 'null', parent: null }, portCount: 1 }],
    ['no port', { windowId: 'w', frame: topFrame, portCount: 0 }],
    ['two ports', { windowId: 'w', frame: topFrame, portCount: 2 }],
  ])('refuses %s', (_name, sender) => {
    expect(refusalOf(sender)).toBeTypeOf('string')
  })
})

describe('acceptConnections', () => {
  const connected: { readonly windowId: string; readonly channel: Channel }[] = []
  const logger = memoryLogger()
  const { lines } = logger
  const core: Core = {
    connect: (windowId, channel) => void connected.push({ windowId, channel }),
    forget() {},
    close: () => Promise.resolve(),
  }

  beforeEach(() => {
    connected.length = 0
    acceptConnections({ core, logger, windowIdOf: (id) => (id < 10 ? `window-${id}` : undefined) })
  })

  it('connects each window under its own name', () => {
    sendPorts(1, [new FakePort()])
    sendPorts(2, [new FakePort()])
    expect(connected.map(({ windowId }) => windowId)).toEqual(['window-1', 'window-2'])
  })

  it('closes every port of a sender it refuses, and says why in the log', () => {
    const ports = [new FakePort(), new FakePort()]
    sendPorts(11, ports)
    sendPorts(1, ports.slice(0, 1), { origin: 'https://example.com', parent: null })
    expect(ports.every(({ closed }) => closed)).toBe(true)
    expect(connected).toEqual([])
    expect(lines).toContain('a connection was refused: it came from no window of ours')
  })
})
