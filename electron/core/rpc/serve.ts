import { ServerPeer } from '@orpc/standard-server-peer'
import { StandardRPCHandler } from '@orpc/server/standard'
import { createServerPeerHandleRequestFn } from '@orpc/server/standard-peer'
import { CallError } from '../callError.ts'
import { createTally } from '../hosting/tally.ts'
import type { Logger } from '../host.ts'
import type { Channel } from './channel.ts'
import type { CallContext } from './context.ts'
import { outgoingError } from './errors.ts'
import { router } from './router.ts'

/** The longest frame that is read, in bytes (or UTF-16 code units): the longest message and room around it. */
export const maximumFrame = 2 * 1024 * 1024

type Serve = (channel: Channel, context: CallContext) => void

/** A frame as the peer reads it, or null for something that is none. */
function readable(frame: unknown): string | Uint8Array | null {
  if (typeof frame === 'string') return frame.length <= maximumFrame ? frame : null
  if (frame instanceof Uint8Array) return frame.byteLength <= maximumFrame ? frame : null
  return null
}

function createHandler(logger: Logger): StandardRPCHandler<CallContext> {
  return new StandardRPCHandler(router, {
    interceptors: [
      async ({ next, request }) => {
        try {
          const result = await next()
          if (!result.matched) throw new CallError('UNKNOWN_PROCEDURE')
          return result
        } catch (error) {
          throw outgoingError(error, request.url.pathname, logger)
        }
      },
    ],
  })
}

/** Serves windows: answers their calls and streams their events until the channel closes. */
export function createServe(logger: Logger): Serve {
  const handler = createHandler(logger)
  const refused = createTally(logger)

  return (channel, context) => {
    const peer = new ServerPeer((frame) =>
      channel.send(typeof frame === 'string' || frame instanceof Uint8Array ? frame : new Uint8Array(frame)),
    )
    const handle = createServerPeerHandleRequestFn(handler, { context })

    // A window of ours never sends such a frame, so whoever sent it is not one: nothing more is read from it.
    let isRefused = false
    function refuse(): void {
      if (isRefused) return
      isRefused = true
      refused('a malformed frame closed its channel')
      peer.close()
      channel.close('malformed frame')
    }

    channel.onFrame((frame) => {
      if (isRefused) return
      const message = readable(frame)
      if (message === null) return refuse()
      peer.message(message, handle).catch(refuse)
    })
    channel.onClose(() => peer.close())
  }
}
