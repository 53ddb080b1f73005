import { once } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { describe, expect, it, vi } from 'vitest'
import { messagePortChannel, type PortLike } from '../../electron/main/messagePort.ts'

/** Node's port says the same as Electron's, but hands the data itself to its listeners. */
function electronPort(port: MessagePort): PortLike {
  return {
    postMessage: (message) => port.postMessage(message),
    on: (event: 'message' | 'close', listener: (message: { readonly data: unknown }) => void) =>
      port.on(event, (data: unknown) => listener({ data })),
    start: () => port.start(),
    close: () => port.close(),
  }
}

function send(page: MessagePort, frame: unknown): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window
  page.postMessage(frame)
}

function connected() {
  const { port1, port2 } = new MessageChannel()
  return { page: port1, channel: messagePortChannel(electronPort(port2)) }
}

describe('messagePortChannel', () => {
  it('carries text and bytes both ways, in order', async () => {
    const { page, channel } = connected()
    channel.onFrame((frame) => void channel.send(frame as string | Uint8Array))
    const answers: unknown[] = []
    page.on('message', (answer) => answers.push(answer))
    send(page, 'first')
    send(page, new Uint8Array([0, 255]))
    send(page, 'last')
    await vi.waitFor(() => expect(answers).toEqual(['first', new Uint8Array([0, 255]), 'last']))
    page.close()
  })

  it('keeps what a window sent before anybody listened', async () => {
    const { page, channel } = connected()
    send(page, 'early')
    const frame = await new Promise((resolve) => channel.onFrame(resolve))
    expect(frame).toBe('early')
    page.close()
  })

  it('tells each listener once that the window is gone, and drops what is sent after', async () => {
    const { page, channel } = connected()
    const closed = vi.fn<() => void>()
    channel.onClose(closed)
    channel.onFrame(() => {})
    page.close()
    await vi.waitFor(() => expect(closed).toHaveBeenCalledTimes(1))
    channel.close('already gone')
    await channel.send('late')
    expect(closed).toHaveBeenCalledTimes(1)
  })

  it('closes the end of the window when the core closes it', async () => {
    const { page, channel } = connected()
    const closed = vi.fn<() => void>()
    channel.onClose(closed)
    const gone = once(page, 'close')
    channel.close('the core is closing')
    expect(closed).toHaveBeenCalledTimes(1)
    await gone
  })
})
