/** The one stream of events of this window, from signing in to signing out. */
import type { Event } from '../../shared/contract/events.ts'
import { call } from '../connection/call.ts'
import { createPause } from '../connection/pause.ts'
import { isFailure } from '../errors/failure.ts'
import { onEndOf } from '../state/profileState.ts'
import { applyEvent } from './applyEvent.ts'

type SignedOutReason = Extract<Event, { type: 'signed-out' }>['reason']

/** How long to wait before a stream that ended without a word is asked for again, in milliseconds. */
const againAfter = 1_000

let following: AbortController | null = null

export function stopFollowing(): void {
  following?.abort()
  following = null
}

onEndOf('session', stopFollowing)

/** Follows the events until `stopFollowing`, or until the core says that nobody is signed in any more. */
export function followEvents(onSignedOut: (reason: SignedOutReason) => void): void {
  stopFollowing()
  const controller = new AbortController()
  following = controller
  void follow(controller.signal, onSignedOut)
}

async function follow(signal: AbortSignal, onSignedOut: (reason: SignedOutReason) => void): Promise<void> {
  while (!signal.aborted) {
    const reason = await followOnce(signal)
    if (signal.aborted) return
    if (reason) return onSignedOut(reason)
    await createPause().wait(againAfter)
  }
}

/** Answers why the window was signed out, or null when the stream ended for another reason. */
async function followOnce(signal: AbortSignal): Promise<SignedOutReason | null> {
  try {
    const events = await call((client) => client.events.subscribe({}, { signal }))
    for await (const event of events) {
      if (signal.aborted) return null
      if (event.type === 'signed-out') return event.reason
      applyEvent(event)
    }
    return null
  } catch (error) {
    // A stream that broke is asked for again; what was missed meanwhile is fetched at its `ready`.
    return isFailure(error, 'SIGNED_OUT') ? 'signed-out' : null
  }
}
