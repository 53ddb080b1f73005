import type { KeyStoreState, ListRepair, Profile, ProfileSummary } from '../../../shared/contract/profiles.ts'
import type { ProfileId } from '../../../shared/contract/base.ts'
import type { SecretPurpose, SecretWrap } from '../database/profileList/keyWraps.ts'
import type { Caller } from './attempts.ts'

export interface Identity {
  readonly userName: string
  readonly email: string | null
}

/**
 * What must have succeeded before new secrets of a profile are written. Nothing may fail after that: a recovery code
 * is told once.
 */
export interface Entrance {
  /** Opens the database, making it where the profile is new. Takes over the key and zeroes it when it fails. */
  enter(key: UnlockedKey): Promise<void>
  /** Takes that back: the secrets could not be written. */
  leave(): Promise<void>
}

export interface CreateOptions {
  /** Given, and taken over, where there is a database already. */
  readonly dataKey?: Buffer
  readonly entrance?: Entrance
  readonly caller?: Caller
}

export interface NewPasswordOptions {
  /** Whether the key store keeps the key; else it gives it up. */
  readonly staysSignedIn?: boolean
  readonly caller?: Caller
}

export interface RecoverOptions extends NewPasswordOptions {
  readonly entrance?: Entrance
}

/**
 * Who has a profile, and the ways to its key. Failures are `CallError`s with the codes that
 * `shared/contract/profiles.ts` declares for the procedure of the same name. `caller` is the window that asks; left
 * out, it counts as one that nobody has signed in to.
 */
export interface ProfileService {
  list(): Promise<readonly ProfileSummary[]>
  /** What was wrong with the list at the start; null for nothing. */
  repair(): ListRepair | null
  keyStore(): Promise<KeyStoreState>
  /** The entry is written last: what fails, or is killed, before that leaves no profile. */
  create(
    identity: Identity,
    password: string,
    options?: CreateOptions,
  ): Promise<UnlockedKey & { readonly recoveryCode: string }>
  signIn(login: string, password: string, caller?: Caller): Promise<SignedInKey>
  resume(profileId: ProfileId, caller?: Caller): Promise<UnlockedKey>
  recover(
    login: string,
    recoveryCode: string,
    newPassword: string,
    options?: RecoverOptions,
  ): Promise<UnlockedKey & { readonly recoveryCode: string }>
  get(profileId: ProfileId): Promise<Profile>
  update(profileId: ProfileId, identity: Identity, caller?: Caller): Promise<Profile>
  changePassword(
    profileId: ProfileId,
    currentPassword: string,
    newPassword: string,
    options?: NewPasswordOptions,
  ): Promise<void>
  /** @throws CallError `WRONG_PASSWORD`, `TOO_MANY_ATTEMPTS`, `BUSY` */
  beginKeyChange(profileId: ProfileId, password: string, caller?: Caller): Promise<KeyChange>
  renewRecoveryCode(profileId: ProfileId, password: string, caller?: Caller): Promise<string>
  /**
   * `dataKey` is given while the profile is open, to be wrapped by the key store; null takes the wrap away. `isWanted`
   * is asked once more before the wrap is written: the profile may be closed while the key store is asked.
   * @throws CallError `KEY_STORE_UNAVAILABLE`, `SIGNED_OUT` where it is not wanted any more
   */
  setStaySignedIn(profileId: ProfileId, dataKey: Buffer | null, isWanted?: () => boolean): Promise<Profile>
  /** @throws CallError `WRONG_PASSWORD`, `TOO_MANY_ATTEMPTS`, `BUSY` */
  checkPassword(profileId: ProfileId, password: string, caller?: Caller): Promise<void>
  /** A window is signed in to a profile: from now on it has a count of wrong passwords of its own for it. */
  rememberWindow(profileId: ProfileId, windowId: string): void
  /** The key of a profile as it stands wrapped, for a backup that is to be opened elsewhere. */
  wraps(profileId: ProfileId): Promise<Readonly<Record<SecretPurpose, SecretWrap | null>>>
  /**
   * Opens a key that was wrapped elsewhere; null is a wrap that was not there. The caller zeroes the key.
   * @throws CallError `WRONG_PASSWORD` or `WRONG_RECOVERY_CODE`, `TOO_MANY_ATTEMPTS`, `BUSY`
   */
  unwrap(
    profileId: ProfileId,
    purpose: SecretPurpose,
    wrap: SecretWrap | null,
    secret: string,
    caller?: Caller,
  ): Promise<Buffer>
  /** Removes the entry and the whole folder of a profile whose database has been closed. */
  delete(profileId: ProfileId): Promise<void>
  close(): Promise<void>
}

/** What a sign-in with the password opens. */
export interface SignedInKey extends UnlockedKey {
  /**
   * Set where this sign-in has finished a change of the data key that was cut off: the code that went with it was never
   * shown, and this one is in its place.
   */
  readonly recoveryCode: string | null
}

/** A change of a data key that is ready to be made. All of it happens in `commit`, or nothing. */
export interface KeyChange {
  /** 32 bytes, as `dataKey`; both are zeroed by `forget`. */
  readonly formerKey: Buffer
  readonly dataKey: Buffer
  /** Opens the profile once the change is made. */
  readonly recoveryCode: string
  /** Whether the password is still the one it was made with. */
  readonly isCurrent: () => boolean
  /**
   * `swap` puts the database under `dataKey` in the place of the one under `formerKey`, at once and for good.
   * @throws CallError `WRONG_PASSWORD` where the password was changed since, `DISK_FULL`; and what `swap` throws
   */
  commit(swap: () => void): UnlockedKey
  forget(): void
}

/** The way into a profile's database. The caller owns `dataKey` (32 bytes) and zeroes it when it is done. */
export interface UnlockedKey {
  readonly profile: Profile
  readonly dataKey: Buffer
  /** It has no entry yet: its database comes first. */
  readonly isNew?: true
  /** Whether what opened it opens it still. Left out where nothing else can have changed. */
  readonly isCurrent?: () => boolean
}
