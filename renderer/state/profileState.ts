/**
 * What this window holds of a profile, and the one place where all of it is forgotten. Every store, variable, timer and
 * flag that a profile fills registers here; whoever signs in next finds the window as it was when it was opened.
 */
import { create, type StoreApi, type UseBoundStore } from 'zustand'
import { forgetProfileStorage } from './profileStorage.ts'

/**
 * How long something is kept: `session` until the profile is locked or signed out; `profile` until it is signed out or
 * another one signs in, for what was typed and not sent survives a lock.
 */
export type Lifetime = 'session' | 'profile'

const resets: Readonly<Record<Lifetime, Set<() => void>>> = { session: new Set(), profile: new Set() }

/** Counts the sessions of this window that have ended. */
let epoch = 0

/** Which session this is. Another number later means that nothing of now belongs to whoever is signed in then. */
export function sessionEpoch(): number {
  return epoch
}

/** Registers what forgets something at the end of its lifetime. */
export function onEndOf(lifetime: Lifetime, reset: () => void): void {
  resets[lifetime].add(reset)
}

/**
 * Makes a store of something that belongs to a profile: the only way to make one.
 * @param initial what stands in it before anything is known; called again at the end of its lifetime, with what stands
 * in it then, for what has to go on counting
 */
export function createProfileStore<State>(
  initial: (before: State | null) => State,
  lifetime: Lifetime = 'session',
): UseBoundStore<StoreApi<State>> {
  const store = create<State>(() => initial(null))
  onEndOf(lifetime, () => store.setState(initial(store.getState()), true))
  return store
}

/** Nobody is signed in any more: forgets all that is kept for a session. What was asked for in it is never answered. */
export function endSession(): void {
  epoch += 1
  for (const reset of resets.session) reset()
}

/** Forgets what a profile has typed and where it was, too: it signed out, or another one signs in. */
export function forgetProfile(): void {
  for (const reset of resets.profile) reset()
  forgetProfileStorage()
}

/**
 * Settles as `step` does while the same session lasts, and never after it: nothing that follows from an answer, nor
 * from a failure, may reach the window of whoever is signed in by then.
 */
export async function duringSession<Output>(step: Promise<Output>): Promise<Output> {
  const begun = epoch
  try {
    return await step
  } finally {
    if (begun !== epoch) await new Promise<never>(() => undefined)
  }
}
