import { z } from 'zod'
import { backupId } from '../backups.ts'
import { bounds } from '../bounds.ts'
import { callErrors } from '../errors.ts'
import { uploadId } from './backups.ts'
import { empty, open, profileId, signedIn, time } from './base.ts'

const {
  USER_NAME_TAKEN,
  EMAIL_TAKEN,
  NAME_REFUSED,
  PROFILE_NOT_FOUND,
  WRONG_PASSWORD,
  WRONG_RECOVERY_CODE,
  TOO_MANY_ATTEMPTS,
  KEY_STORE_UNAVAILABLE,
  DATABASE_NEWER,
  DATABASE_DAMAGED,
  BACKUP_NOT_FOUND,
  KEY_CHANGE_RUNNING,
  KEY_CHANGE_CANCELLED,
  BACKUP_DAMAGED,
  BACKUP_NEWER,
  NOT_A_BACKUP,
  UPLOAD_NOT_FOUND,
} = callErrors

/**
 * 1 to 64 characters after trimming, on one line, without control characters. Unique without regard to case, and to be
 * told from the others (`NAME_REFUSED`).
 */
const userName = z
  .string()
  .trim()
  .min(bounds.userName.min)
  .max(bounds.userName.max)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u)
const email = z.email().max(bounds.email.max).nullable()
/** A new password. Existing passwords are only bounded, so that raising the minimum locks nobody out. */
const newPassword = z.string().min(bounds.password.min).max(bounds.password.max)
const password = z.string().max(bounds.password.max)
const recoveryCode = z.string().max(bounds.recoveryCode.max)
/** The two ways into a profile: its password, or its recovery code, which comes with a password for the future. */
const byPassword = { password }
const byRecoveryCode = { recoveryCode, newPassword }
/** Whether all other windows of the profile are signed out, and the operating system's key store gives the key up. */
const signOutOthers = z.boolean().default(true)
/** A user name or an e-mail address. */
const login = z.string().trim().min(1).max(bounds.email.max)

/** What the sign-in page may know of a profile. */
export const profileSummary = z.strictObject({
  id: profileId,
  userName: z.string(),
  lastSignedInAt: time.nullable(),
  /** The operating system's key store holds a key to this profile: `profiles.resume` needs no password. */
  staysSignedIn: z.boolean(),
})

export const profile = z.strictObject({
  ...profileSummary.shape,
  email: z.string().nullable(),
  createdAt: time,
})

/** Whether "stay signed in on this machine" can be offered. */
export const keyStore = z.discriminatedUnion('available', [
  z.strictObject({ available: z.literal(true) }),
  z.strictObject({ available: z.literal(false), reason: z.enum(['absent', 'basic-text', 'failed']) }),
])

/** What was wrong with the list of profiles when Confab was started. Paths are absolute. */
export const listRepair = z.strictObject({
  /** It was damaged, gone or older than the profiles' folders, and was put right from them. */
  isRestored: z.boolean(),
  /** Where the damaged one is kept. */
  keptFile: z.string().nullable(),
  /** Folders of profiles that are not in the list and could not be put back. */
  unknownFolders: z.array(z.string()),
})

export type ListRepair = z.infer<typeof listRepair>
export type ProfileSummary = z.infer<typeof profileSummary>
export type Profile = z.infer<typeof profile>
export type KeyStoreState = z.infer<typeof keyStore>

const openErrors = { DATABASE_NEWER, DATABASE_DAMAGED }
/**
 * That no profile has a user name or an e-mail is told as a wrong password or code, so that nobody learns by it who has a
 * profile; `PROFILE_NOT_FOUND` is for one that was deleted meanwhile.
 */
const signInErrors = { PROFILE_NOT_FOUND, WRONG_PASSWORD, TOO_MANY_ATTEMPTS }
/** What a name may be refused for. How often anybody may ask is bounded, by window and by machine. */
const nameErrors = { USER_NAME_TAKEN, EMAIL_TAKEN, NAME_REFUSED, TOO_MANY_ATTEMPTS }
const restoreErrors = { BACKUP_DAMAGED, BACKUP_NEWER, ...openErrors }

export const profilesContract = {
  list: open.input(empty).output(
    z.strictObject({
      profiles: z.array(profileSummary),
      /** The profile that signed in last on this machine, to be offered first. */
      lastProfileId: profileId.nullable(),
      keyStore,
      /** Null when nothing was wrong. */
      repair: listRepair.nullable(),
    }),
  ),
  /** Makes a profile and signs this window in. The recovery code is never shown again. */
  create: open
    .errors(nameErrors)
    .input(z.strictObject({ userName, email, password: newPassword }))
    .output(z.strictObject({ profile, recoveryCode: z.string() })),
  /**
   * Signs this window in. `staySignedIn` true also gives the key to the operating system's key store. `recoveryCode` is
   * null but where a change of the data key was cut off: the former code does not work any more, and this one does.
   */
  signIn: open
    .errors({ ...signInErrors, KEY_STORE_UNAVAILABLE, ...openErrors })
    .input(z.strictObject({ login, password, staySignedIn: z.boolean() }))
    .output(z.strictObject({ profile, recoveryCode: z.string().nullable() })),
  /** Signs this window in with the key that the operating system keeps. */
  resume: open
    .errors({ PROFILE_NOT_FOUND, KEY_STORE_UNAVAILABLE, TOO_MANY_ATTEMPTS, ...openErrors })
    .input(z.strictObject({ profileId }))
    .output(z.strictObject({ profile })),
  /**
   * Sets a new password with the recovery code, signs this window in and answers with the next recovery code. A profile
   * that cannot be opened keeps its password and its code.
   */
  recover: open
    .errors({ PROFILE_NOT_FOUND, WRONG_RECOVERY_CODE, TOO_MANY_ATTEMPTS, ...openErrors })
    .input(z.strictObject({ login, recoveryCode, newPassword, signOutOthers }))
    .output(z.strictObject({ profile, recoveryCode: z.string() })),
  /**
   * Puts a backup in the place of a damaged or lost database and signs this window in. The damaged file is kept:
   * `keptFile` is its path, null where there was none. With a recovery code the new password is set as well, and
   * `recoveryCode` is the next code, else null.
   */
  restoreBackup: open
    .errors({ ...signInErrors, WRONG_RECOVERY_CODE, BACKUP_NOT_FOUND, ...restoreErrors })
    .input(
      z.union([
        z.strictObject({ login, backupId, ...byPassword }),
        z.strictObject({ login, backupId, ...byRecoveryCode }),
      ]),
    )
    .output(
      z.strictObject({ profile, keptFile: z.string().nullable(), recoveryCode: z.string().nullable() }),
    ),
  /**
   * Makes a profile from the file of a backup that was taken in, with the password or the recovery code of the time it
   * was saved, and signs this window in. The recovery code is a new one and never shown again.
   */
  createFromBackup: open
    .errors({
      ...nameErrors,
      WRONG_PASSWORD,
      WRONG_RECOVERY_CODE,
      UPLOAD_NOT_FOUND,
      NOT_A_BACKUP,
      ...restoreErrors,
    })
    .input(
      z.union([
        z.strictObject({ uploadId, userName: userName.nullable(), ...byPassword }),
        z.strictObject({ uploadId, userName: userName.nullable(), ...byRecoveryCode }),
      ]),
    )
    .output(z.strictObject({ profile, recoveryCode: z.string() })),
  /** Signs this window out. The last window to go closes the profile: its answers are stopped, its key is zeroed. */
  signOut: signedIn.input(empty).output(empty),
  update: signedIn
    .errors(nameErrors)
    .input(z.strictObject({ userName, email }))
    .output(z.strictObject({ profile })),
  changePassword: signedIn
    .errors({ WRONG_PASSWORD, TOO_MANY_ATTEMPTS })
    .input(z.strictObject({ currentPassword: password, newPassword, signOutOthers }))
    .output(z.strictObject({ profile })),
  /**
   * Encrypts the profile anew under another data key and signs all its other windows out; the key store gives its key
   * up. The recovery code is a new one and never shown again; `backups.list` says how many are left under a former key.
   * Calls of this window wait meanwhile. Aborted before it has happened it changes nothing.
   */
  changeDataKey: signedIn
    .meta({ signedIn: true, refusedWhileHeld: true })
    .errors({ WRONG_PASSWORD, TOO_MANY_ATTEMPTS, KEY_CHANGE_RUNNING, KEY_CHANGE_CANCELLED, DATABASE_DAMAGED })
    .input(z.strictObject({ password }))
    .output(z.strictObject({ recoveryCode: z.string() })),
  /** Replaces the recovery code; the former one stops working. */
  renewRecoveryCode: signedIn
    .errors({ WRONG_PASSWORD, TOO_MANY_ATTEMPTS })
    .input(z.strictObject({ password }))
    .output(z.strictObject({ recoveryCode: z.string() })),
  setStaySignedIn: signedIn
    .errors({ KEY_STORE_UNAVAILABLE })
    .input(z.strictObject({ enabled: z.boolean() }))
    .output(z.strictObject({ profile })),
  /** Deletes the profile of this window with everything in it, for good, and signs all its windows out. */
  delete: signedIn
    .errors({ WRONG_PASSWORD, TOO_MANY_ATTEMPTS })
    .input(z.strictObject({ password }))
    .output(empty),
}

export const sessionContract = {
  /** Who is signed in to this window, after a reload or a reconnection. */
  get: open.input(empty).output(z.strictObject({ profile: profile.nullable() })),
  /** The person did something in this window: the idle clock of the profile starts again. */
  touch: signedIn.input(empty).output(empty),
}
