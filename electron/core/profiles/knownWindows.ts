/**
 * Windows that were signed in to a profile before.
 *
 * Such a window is known by its id, in memory. No page can claim the id of another: the Electron host draws it, in the
 * server host it is derived from a random cookie that no script can read.
 */
import type { ProfileId } from '../../../shared/contract/base.ts'
import { admission, noAttempts, refuseUntil, type Attempts } from './throttle.ts'

/** Of each profile; the one that was signed in least recently is forgotten first. */
const mostWindows = 16

/** The windows that were signed in to a profile while this process has run, with their own attempts. */
export class KnownWindows {
  readonly #attempts = new Map<ProfileId, Map<string, Attempts>>()

  /** The window has been signed in: what it got wrong before is forgotten. */
  remember(profileId: ProfileId, windowId: string): void {
    const windows = this.#attempts.get(profileId) ?? new Map<string, Attempts>()
    windows.delete(windowId)
    windows.set(windowId, noAttempts)
    const [oldest] = windows.keys()
    if (windows.size > mostWindows && oldest !== undefined) windows.delete(oldest)
    this.#attempts.set(profileId, windows)
  }

  /** What a window got wrong is forgotten, where it is known. */
  forgive(profileId: ProfileId, windowId: string | null): void {
    const windows = this.#attempts.get(profileId)
    if (windowId !== null && windows?.has(windowId)) windows.set(windowId, noAttempts)
  }

  /** Counts an attempt of a window that is known; answers false for any other. @throws CallError `TOO_MANY_ATTEMPTS` */
  count(profileId: ProfileId, windowId: string, now: number): boolean {
    const windows = this.#attempts.get(profileId)
    const former = windows?.get(windowId)
    if (!windows || !former) return false
    const { attempts, retryAt } = admission(former, now)
    windows.set(windowId, attempts)
    refuseUntil(retryAt)
    return true
  }
}
