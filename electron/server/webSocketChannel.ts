import type { WebSocket } from 'ws'
import type { Channel } from '../core/rpc/channel.ts'

/** WebSocket close code 1008, "policy violation" (RFC 6455, section 7.4.1). */
const policyViolation = 1008
/** How long the other side of a closed socket may take to go. In milliseconds. */
const partingTimeout = 2_000
/** How often a silent socket is asked whether it is still there. In milliseconds. */
const heartbeatInterval = 30_000

/** What may wait for a client that does not read, in bytes: more than any window is sent at once. */
const mostWaiting = 64 * 1024 * 1024

/** Ends a socket whose other side has gone without a word (a sleeping laptop, a pulled cable). */
function watchOver(socket: WebSocket): void {
  let answered = true
  socket.on('pong', () => {
    answered = true
  })
  const heartbeat = setInterval(() => {
    if (!answered) return socket.terminate()
    answered = false
    socket.ping()
  }, heartbeatInterval)
  // Each is answered, and the answers wait for a client that asks without ever reading.
  socket.on('ping', () => {
    if (socket.bufferedAmount > mostWaiting) socket.terminate()
  })
  socket.on('close', () => clearInterval(heartbeat))
}

export function webSocketChannel(socket: WebSocket): Channel {
  watchOver(socket)
  // A socket error is followed by `close`, and that is all there is to do about it.
  socket.on('error', () => socket.terminate())
  return {
    send: (frame) =>
      new Promise((resolve) => {
        if (socket.bufferedAmount > mostWaiting) socket.terminate()
        // A socket that closes meanwhile reports it by `close`; whoever waits here need not wait on.
        socket.send(frame, () => resolve())
      }),
    onFrame(listener) {
      socket.on('message', (data, isBinary) =>
        listener(isBinary || !Buffer.isBuffer(data) ? data : data.toString('utf8')),
      )
    },
    onClose(listener) {
      socket.on('close', listener)
    },
    close(reason) {
      socket.close(policyViolation, reason)
      const parting = setTimeout(() => socket.terminate(), partingTimeout)
      socket.once('close', () => clearTimeout(parting))
    },
  }
}
