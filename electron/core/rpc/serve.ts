import { ORPCError } from '@orpc/client'
import { StandardRPCJsonSerializer, StandardRPCSerializer } from '@orpc/client/standard'
import { ServerPeer } from '@orpc/standard-server-peer'
import { StandardHandler, StandardRPCCodec, StandardRPCMatcher } from '@orpc/server/standard'
import { createServerPeerHandleRequestFn } from '@orpc/server/standard-peer'
import { CallError } from '../callError.ts'
import { createTally } from '../hosting/tally.ts'
import type { Logger } from '../host.ts'
import type { Channel } from './channel.ts'
import type { CallContext } from './context.ts'
import { outgoingError } from './errors.ts'
import { readFrame } from './frame.ts'
import { router } from './router.ts'

type Serve = (channel: Channel, context: CallContext) => void

/** Reads the input of a call. What cannot be read is no input. */
class InputCodec extends StandardRPCCodec {
  override async decode(...call: Parameters<StandardRPCCodec['decode']>): Promise<unknown> {
    try {
      return await super.decode(...call)
    } catch (cause) {
      throw new ORPCError('BAD_REQUEST', { cause })
    }
  }
}

function createHandler(logger: Logger): StandardHandler<CallContext> {
  const codec = new InputCodec(new StandardRPCSerializer(new StandardRPCJsonSerializer()))
  return new StandardHandler(router, new StandardRPCMatcher(), codec, {
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
      const message = readFrame(frame)
      if (message === null) return refuse()
      peer.message(message, handle).catch(refuse)
    })
    channel.onClose(() => peer.close())
  }
}
