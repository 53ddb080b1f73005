import { implement } from '@orpc/server'
import type { ProcedureMeta } from '../../../shared/contract/base.ts'
import { contract } from '../../../shared/contract/index.ts'
import type { Restorer } from '../backups/restorer.ts'
import type { Uploads } from '../backups/uploads.ts'
import { CallError } from '../callError.ts'
import type { KeyChanger } from '../entry/keyChanger.ts'
import type { Downloads } from '../downloads/downloads.ts'
import type { Host } from '../host.ts'
import type { ModelCatalogue } from '../models/modelCatalogue.ts'
import type { Caller } from '../profiles/attempts.ts'
import type { ProfileService } from '../profiles/profileService.ts'
import type { OpenProfile } from '../sessions/openProfile.ts'
import type { Sessions } from '../sessions/sessions.ts'
import type { WindowSession } from '../sessions/windowSession.ts'
import type { MarkdownSetter } from '../transfer/markdownSetter.ts'

/** What every handler is given: the application, and the window that calls. */
export interface CallContext {
  readonly host: Host
  readonly profiles: ProfileService
  readonly sessions: Sessions
  readonly models: ModelCatalogue
  readonly downloads: Downloads
  readonly uploads: Uploads
  readonly restorer: Restorer
  readonly keyChanger: KeyChanger
  readonly setter: MarkdownSetter
  readonly window: WindowSession
  readonly now: () => number
}

/**
 * Calls that a window may have under way: as long as nobody is signed in to it, and then. Whoever asks faster than can
 * be answered would fill the memory that all profiles share, and be in their way.
 */
const mostCalls = { stranger: 16, signedIn: 256 }

/** Waits while the profile of the window is closed to be opened again under another key. */
async function givenBack(window: WindowSession, { refusedWhileHeld = false }: ProcedureMeta): Promise<void> {
  if (window.held && refusedWhileHeld) throw new CallError('KEY_CHANGE_RUNNING')
  await window.held
}

/**
 * The contract, to be implemented. The middleware is the one place that refuses a window without a profile:
 * every procedure says in its meta whether it needs one. It also hears of damage to the profile's file first, which
 * is looked into whoever met it.
 */
export const procedures = implement(contract)
  .$context<CallContext>()
  .use(async ({ context, next, procedure }) => {
    const { window } = context
    const { meta } = procedure['~orpc']
    if (meta.signedIn) await givenBack(window, meta)
    const { profile } = window
    if (meta.signedIn && !profile) throw new CallError('SIGNED_OUT')
    if (window.callsUnderWay >= (profile ? mostCalls.signedIn : mostCalls.stranger))
      throw new CallError('BUSY')
    window.callsUnderWay += 1
    try {
      return await next()
    } catch (error) {
      profile?.backups.noteFailure(error)
      throw error
    } finally {
      window.callsUnderWay -= 1
    }
  })

/** The calling window, as the ones who count attempts know it. `signal` is the call's. */
export function callerOf({ window }: CallContext, signal: AbortSignal | undefined): Caller {
  return { windowId: window.id, signal }
}

/** The profile of the calling window, for handlers of procedures that need one. */
export function profileOf(context: CallContext): OpenProfile {
  if (!context.window.profile) throw new CallError('SIGNED_OUT')
  return context.window.profile
}
