import type { ProfileId } from '../../../shared/contract/base.ts'
import type { Event } from '../../../shared/contract/events.ts'
import { CallError } from '../callError.ts'
import type { Logger } from '../host.ts'
import type { UnlockedKey } from '../profiles/profileService.ts'
import { StaleKeyError } from '../profiles/staleKey.ts'
import type { OpenProfile } from './openProfile.ts'
import { Windows } from './windows.ts'
import type { WindowSession } from './windowSession.ts'

/** How often idle profiles and absent windows are looked for. In milliseconds. */
const watchInterval = 5_000
const minute = 60_000
/** How long a deleted conversation can be brought back. In milliseconds. */
export const undoTime = 10_000

type SignedOutReason = Extract<Event, { type: 'signed-out' }>['reason']

export interface SessionsOptions {
  /** Opens the database of an unlocked profile. */
  readonly open: (key: UnlockedKey) => Promise<OpenProfile>
  readonly now: () => number
  readonly logger: Logger
  /** A window will not come back. */
  readonly onGone: (windowId: string) => void
}

/**
 * Which window is signed in to which profile. A profile is open while a window is signed in to it, or while its
 * answers are being written after the last window was closed; then its database is closed and its key zeroed.
 */
export class Sessions {
  readonly #options: SessionsOptions
  readonly #windows: Windows
  readonly #profiles = new Map<ProfileId, OpenProfile>()
  /** Opening and closing a profile take turns, so that none is ever open twice. */
  #turn: Promise<unknown> = Promise.resolve()
  /** Profiles that are closed and will be opened again: whoever wants in waits. */
  readonly #held = new Map<ProfileId, Promise<void>>()
  readonly #closing = new AbortController()
  #watching = false
  /** Profiles whose tidying has failed. */
  readonly #untidy = new WeakSet<OpenProfile>()
  readonly #watcher: NodeJS.Timeout

  constructor(options: SessionsOptions) {
    this.#options = options
    this.#windows = new Windows(options.now, options.onGone)
    this.#watcher = setInterval(() => void this.#watchOnce(), watchInterval)
    this.#watcher.unref()
  }

  /** The window of that name, made when it is new. */
  window(id: string): WindowSession {
    return this.#windows.named(id)
  }

  /**
   * Signs a window in, and out of what it was signed in to. Takes over the key and zeroes it in time.
   * @throws StaleKeyError when the password or the key was changed since the key was opened
   */
  async signIn(window: WindowSession, key: UnlockedKey): Promise<OpenProfile> {
    if (window.profile && window.profile.id !== key.profile.id) await this.signOut(window)
    return this.#inTurnOf(key.profile.id, async () => {
      if (!(key.isCurrent?.() ?? true)) {
        key.dataKey.fill(0)
        throw new StaleKeyError()
      }
      const profile = await this.#opened(key)
      this.#windows.keep(window)
      profile.receivers.add(window)
      profile.touch()
      window.profile = profile
      return profile
    })
  }

  /** Tells the windows of all profiles. */
  publish(event: Event): void {
    for (const profile of this.#profiles.values()) profile.publish(event)
  }

  async signOut(window: WindowSession): Promise<void> {
    const profile = leave(window, 'signed-out')
    if (profile) await this.#shutIfLeft(profile)
  }

  /** Signs all windows of a profile out but one. Their answers go on. */
  signOutOthers(id: ProfileId, but: WindowSession, reason: SignedOutReason): void {
    for (const window of this.#windows.of(id)) if (window !== but) leave(window, reason)
  }

  /** Signs all windows of a profile out, closes it, and does `then` before anybody can sign in again. */
  closeProfile(id: ProfileId, reason: SignedOutReason, then?: () => Promise<void>): Promise<void> {
    return this.#inTurnOf(id, async () => {
      const profile = this.#profiles.get(id)
      if (profile) {
        for (const window of this.#windows.of(id)) leave(window, reason)
        await this.#shut(profile, reason)
      }
      await then?.()
    })
  }

  /**
   * Signs all windows of a profile out but the one that asks, closes it, and opens it again for that one with the key
   * that `work` answers with, or with the former key where `work` fails. Meanwhile the calls of that window wait, and
   * whoever wants to sign in. `work` is given what ends it when Confab is closed.
   */
  async reopen(
    window: WindowSession,
    former: UnlockedKey,
    work: (closing: AbortSignal) => Promise<UnlockedKey>,
  ): Promise<void> {
    const { id } = former.profile
    const { promise, resolve } = Promise.withResolvers<void>()
    await this.#inTurnOf(id, () => this.#hold(window, id, promise))
    try {
      await this.#inTurn(() => this.#shutHeld(id))
      const [done] = await Promise.allSettled([work(this.#closing.signal)])
      await this.#rejoin(window, done.status === 'fulfilled' ? done.value : former)
      if (done.status === 'rejected') throw done.reason
      former.dataKey.fill(0)
    } finally {
      this.#held.delete(id)
      window.held = null
      resolve()
    }
  }

  async #hold(window: WindowSession, id: ProfileId, held: Promise<void>): Promise<void> {
    const { profile } = window
    if (profile?.id !== id) throw new CallError('SIGNED_OUT')
    this.#held.set(id, held)
    window.held = held
    this.signOutOthers(id, window, 'key-changed')
    // It stays among those who are told how what was under way has ended.
    window.profile = null
  }

  async #shutHeld(id: ProfileId): Promise<void> {
    const profile = this.#profiles.get(id)
    if (profile) await this.#shut(profile, 'key-changed')
  }

  /** Opens a profile that was held, and gives it back to the window, if that is there and has no other by now. */
  async #rejoin(window: WindowSession, key: UnlockedKey): Promise<void> {
    await this.#inTurn(async () => {
      const isWaiting = this.#windows.has(window) && window.profile === null
      try {
        const profile = await this.#opened(key)
        if (!isWaiting) return
        profile.receivers.add(window)
        window.profile = profile
      } catch (error) {
        if (isWaiting) window.push({ type: 'signed-out', reason: 'key-changed' })
        window.endSubscription()
        throw error
      }
    })
  }

  /** The window will not come back. Its answers go on; the watch closes the profile when the last is written. */
  async forget(id: string): Promise<void> {
    const window = this.#windows.remove(id)
    if (!window) return
    const profile = leave(window, 'closing')
    if (profile?.runs.isIdle()) await this.#shutIfLeft(profile)
  }

  /** Closes all profiles. */
  async close(): Promise<void> {
    clearInterval(this.#watcher)
    this.#closing.abort()
    await Promise.all(this.#held.values())
    for (const id of this.#profiles.keys()) await this.closeProfile(id, 'closing')
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#turn.then(work)
    // Whoever waits for `result` is told of its failure; the next in turn need not be.
    this.#turn = result.catch(() => undefined)
    return result
  }

  /** As `#inTurn`, once nobody holds the profile: whoever does takes a turn to give it back. */
  async #inTurnOf<Result>(id: ProfileId, work: () => Promise<Result>): Promise<Result> {
    for (;;) {
      await this.#held.get(id)
      const done = await this.#inTurn(async () => (this.#held.has(id) ? null : { result: await work() }))
      if (done) return done.result
    }
  }

  async #opened(key: UnlockedKey): Promise<OpenProfile> {
    const already = this.#profiles.get(key.profile.id)
    if (already) {
      key.dataKey.fill(0)
      return already
    }
    try {
      const profile = await this.#options.open(key)
      this.#profiles.set(profile.id, profile)
      return profile
    } catch (error) {
      key.dataKey.fill(0)
      throw error
    }
  }

  /** Ends what is being written, closes the file and zeroes the key. */
  async #shut(profile: OpenProfile, reason: SignedOutReason): Promise<void> {
    this.#profiles.delete(profile.id)
    try {
      await profile.backups.close()
      await profile.imports.endAll()
      await profile.runs.stopAll(reason === 'closing' ? 'interrupted' : 'stopped')
      await profile.database.deleteHidden(this.#options.now())
    } catch (error) {
      // It is closed all the same: a damaged database can do neither, and a backup is to take its place.
      this.#options.logger.error('ending what ran in a profile failed', error)
    } finally {
      await profile.database.close()
      profile.dataKey.fill(0)
    }
  }

  #shutIfLeft(profile: OpenProfile): Promise<void> {
    return this.#inTurn(async () => {
      if (profile.receivers.size > 0 || this.#profiles.get(profile.id) !== profile) return
      await this.#shut(profile, 'signed-out')
    })
  }

  /** Nobody has used the profile for as long as it asks for, and no answer is being written. */
  #isIdle(profile: OpenProfile): boolean {
    const { lockAfterMinutes } = profile.preferences()
    const idleFor = this.#options.now() - profile.lastActivityAt()
    return lockAfterMinutes > 0 && idleFor >= lockAfterMinutes * minute && profile.runs.isIdle()
  }

  async #watchOnce(): Promise<void> {
    if (this.#watching) return
    this.#watching = true
    try {
      await this.#watch()
    } catch (error) {
      this.#options.logger.error('locking or closing a profile failed', error)
    } finally {
      this.#watching = false
    }
  }

  async #watch(): Promise<void> {
    const now = this.#options.now()
    for (const { id } of this.#windows.absent()) await this.forget(id)
    for (const profile of this.#profiles.values()) {
      if (this.#isIdle(profile)) await this.closeProfile(profile.id, 'locked')
      else if (profile.receivers.size === 0 && profile.runs.isIdle()) await this.#shutIfLeft(profile)
      else await this.#tidy(profile, now)
    }
  }

  /** A database that refuses keeps no profile, its own or another, from being locked; it is told of once. */
  async #tidy(profile: OpenProfile, now: number): Promise<void> {
    // Not waited for: it takes as long as the profile is large, and says itself what goes wrong.
    void profile.backups.keepDaily()
    try {
      await profile.database.deleteHidden(now - undoTime)
      if (profile.runs.isIdle()) await profile.database.tidySearch(now)
    } catch (error) {
      profile.backups.noteFailure(error)
      if (this.#untidy.has(profile)) return
      this.#untidy.add(profile)
      this.#options.logger.error('tidying a profile failed', error)
    }
  }
}

/** Takes a window out of its profile, telling it why; answers with the profile it has left. */
function leave(window: WindowSession, reason: SignedOutReason): OpenProfile | null {
  const { profile } = window
  if (!profile) return null
  window.push({ type: 'signed-out', reason })
  window.endSubscription()
  profile.receivers.delete(window)
  profile.imports.endOf(window.id)
  window.profile = null
  return profile
}
