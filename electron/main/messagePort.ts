import type { Channel } from '../core/rpc/channel.ts'

/** What a channel needs of Electron's `MessagePortMain`. */
export interface PortLike {
  postMessage(message: unknown): void
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  /** Delivers what has been waiting, and from then on everything. */
  start(): void
  close(): void
}

/**
 * A window's port as a channel. Frames that arrive before anybody listens wait in the port. It closes once, whichever
 * side begins; a frame sent after that goes nowhere, as with any connection that has just been lost.
 */
export function messagePortChannel(port: PortLike): Channel {
  const closeListeners: (() => void)[] = []
  let open = true

  function ended(): void {
    if (!open) return
    open = false
    for (const listener of closeListeners) listener()
  }
  port.on('close', ended)

  return {
    send(frame) {
      if (open) port.postMessage(frame)
    },
    onFrame(listener) {
      port.on('message', ({ data }) => {
        if (open) listener(data)
      })
      port.start()
    },
    onClose(listener) {
      closeListeners.push(listener)
    },
    close() {
      port.close()
      ended()
    },
  }
}
