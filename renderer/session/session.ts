/** Who is signed in to this window, and what follows when that changes. */
import type { Event } from '../../shared/contract/events.ts'
import type { Client } from '../../shared/contract/index.ts'
import type { Profile } from '../../shared/contract/profiles.ts'
import { announce } from '../announcements/announcementStore.ts'
import { saveDraftsNow } from '../composer/draftSaving.ts'
import { call, callBeyondSession, connection } from '../connection/call.ts'
import { createPause } from '../connection/pause.ts'
import { signedOutSentences } from '../errors/sentences.ts'
import { followEvents, stopFollowing } from '../events/followEvents.ts'
import { usePreferences } from '../preferences/preferencesStore.ts'
import { showTheme } from '../preferences/theme.ts'
import { tellOfInterruptedImport } from '../settings/transfer/importActions.ts'
import { endSession, forgetProfile } from '../state/profileState.ts'
import { setStorageOwner, storageOwner } from '../state/profileStorage.ts'
import { useSession } from './sessionStore.ts'

type SignedOut = Extract<Event, { type: 'signed-out' }>

/** The profile is signed in to this window: its events are followed, and what they lead to is fetched. */
export function enter(profile: Profile, recoveryCode: string | null = null): void {
  const { phase, profile: before } = useSession.getState()
  if (phase === 'signed-in' && before?.id !== profile.id) endSession()
  if (isAnother(profile)) forgetProfile()
  setStorageOwner(profile.id)
  useSession.setState({ phase: 'signed-in', profile, notice: null, lastProfileId: profile.id, recoveryCode })
  followEvents(leave)
  tellOfInterruptedImport()
}

/** What this window keeps, in its memory or across a reload, is of another profile. */
function isAnother({ id }: Profile): boolean {
  const { lastProfileId } = useSession.getState()
  return (lastProfileId ?? storageOwner()) !== id
}

/** Nobody is signed in any more. Nothing of the profile stays in the window but what was typed and not sent. */
export function leave(reason: SignedOut['reason']): void {
  const minutes = usePreferences.getState().preferences?.lockAfterMinutes ?? 0
  showSignIn(signedOutSentences[reason](minutes))
  // What is restored may know nothing of the chats that things were typed in. What was there before has them.
  if (reason === 'deleted' || reason === 'restored' || reason === 'restored-damaged') forgetProfile()
}

function showSignIn(notice: string | null): void {
  const { phase } = useSession.getState()
  useSession.setState({ phase: 'signed-out', profile: null, notice, recoveryCode: null })
  // Told of twice, by an event and by an answer, a session ends once: what was asked for since is no part of it.
  if (phase !== 'signed-out') endSession()
  if (notice) announce(notice)
}

export async function signOut(): Promise<void> {
  await saveDraftsNow()
  await callBeyondSession((client) => client.profiles.signOut({}))
  showSignIn(null)
  forgetProfile()
}

/** Asks the core, after a start or a reconnection, who is signed in to this window, and goes on from there. */
async function resumeSession(): Promise<void> {
  const { theme, ...info } = await call((client) => client.app.info({}))
  useSession.setState({ info })
  const { profile } = await call((client) => client.session.get({}))
  if (profile) return enter(profile, useSession.getState().recoveryCode)
  showTheme(theme)
  const { phase } = useSession.getState()
  if (phase === 'signed-in') showSignIn('Confab was started again. Sign in to go on.')
  if (phase === 'starting') useSession.setState({ phase: 'signed-out' })
}

/** How long to wait before the core is asked again who is signed in, in milliseconds. */
const askAgainAfter = 1_000

async function takeUp(client: Client): Promise<void> {
  try {
    await resumeSession()
  } catch {
    // A lost connection brings a new client and a new attempt; anything else is tried again while this one stands.
    await createPause().wait(askAgainAfter)
    if (connection.store.getState().client === client) await takeUp(client)
  }
}

/** Takes up the session whenever the core is reached. */
export function keepSession(): void {
  connection.store.subscribe((state, previous) => {
    if (state.client && state.client !== previous.client) void takeUp(state.client)
    if (!state.client) stopFollowing()
  })
}
