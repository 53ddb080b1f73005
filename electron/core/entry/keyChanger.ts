import type { ProfileId } from '../../../shared/contract/base.ts'
import type { Copier } from '../backups/copier.ts'
import { prepareRekeyed } from '../backups/rekey.ts'
import type { Restorer } from '../backups/restorer.ts'
import { CallError } from '../callError.ts'
import type { Logger } from '../host.ts'
import { profileDatabaseFile } from '../profiles/profilePaths.ts'
import type { KeyChange, ProfileService } from '../profiles/profileService.ts'
import type { OpenProfile } from '../sessions/openProfile.ts'
import type { Sessions } from '../sessions/sessions.ts'
import type { WindowSession } from '../sessions/windowSession.ts'

export interface KeyChangerOptions {
  readonly dataFolder: string
  readonly profiles: ProfileService
  readonly sessions: Sessions
  readonly restorer: Restorer
  readonly copier: Copier
  readonly logger: Logger
  readonly now: () => number
}

/**
 * Changes the data keys of profiles. Writes do not go on meanwhile: the profile is closed, what was written is in its
 * database, and the window that asked has its calls answered when it is open again.
 */
export class KeyChanger {
  readonly #options: KeyChangerOptions
  readonly #running = new Set<ProfileId>()

  constructor(options: KeyChangerOptions) {
    this.#options = options
  }

  /**
   * Gives the profile of a window another data key: answers, imports and backups that are under way end, all other
   * windows are signed out, the key store gives its key up, and a backup under the new key is begun. Answers with the
   * recovery code that opens the profile from now on.
   * `signal` ends it as long as nothing has changed.
   * @throws CallError `WRONG_PASSWORD`, `TOO_MANY_ATTEMPTS`, `BUSY`, `KEY_CHANGE_RUNNING`, `KEY_CHANGE_CANCELLED`,
   * `DATABASE_DAMAGED`, `DISK_FULL`, with nothing changed but who is signed in
   */
  async change(window: WindowSession, password: string, signal: AbortSignal): Promise<string> {
    const { profile } = window
    if (!profile) throw new CallError('SIGNED_OUT')
    if (this.#running.has(profile.id)) throw new CallError('KEY_CHANGE_RUNNING')
    this.#running.add(profile.id)
    try {
      const change = await this.#options.profiles.beginKeyChange(profile.id, password, {
        windowId: window.id,
        signal,
      })
      try {
        await this.#options.restorer.inTurn(() => this.#make(window, profile, change, signal))
        await this.#beginBackup(window)
        return change.recoveryCode
      } finally {
        change.forget()
      }
    } finally {
      this.#running.delete(profile.id)
    }
  }

  async #make(
    window: WindowSession,
    profile: OpenProfile,
    change: KeyChange,
    signal: AbortSignal,
  ): Promise<void> {
    const { copier, dataFolder, now, profiles, sessions } = this.#options
    const { dataKey, formerKey, isCurrent } = change
    if (signal.aborted) throw new CallError('KEY_CHANGE_CANCELLED')
    const former = { profile: await profiles.get(profile.id), dataKey: Buffer.from(formerKey), isCurrent }
    await sessions.reopen(window, former, async (closing) => {
      const file = profileDatabaseFile(dataFolder, profile.id)
      const ended = AbortSignal.any([signal, closing])
      const rekeying = { file, formerKey, dataKey, now: now(), signal: ended }
      return change.commit(await prepareRekeyed(copier, rekeying))
    })
  }

  /** Begins a backup under the new key. Never fails. */
  async #beginBackup({ profile }: WindowSession): Promise<void> {
    if (!profile) return
    const failed = (error: unknown): void =>
      this.#options.logger.error('the first backup under a new key failed', error)
    try {
      const former = (await profile.database.formerKeys()).flatMap(({ backups }) => backups)
      profile.backups.createBeside(former).catch(failed)
    } catch (error) {
      failed(error)
    }
  }
}
