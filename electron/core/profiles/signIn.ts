import { existsSync } from 'node:fs'
import type { SecretWrap } from '../database/profileList/keyWraps.ts'
import { deleteKeyStoreWrap, replaceSecretWrap } from '../database/profileList/keyWraps.ts'
import { forgetReplaced } from '../database/profileList/profileList.ts'
import type { SecretPurpose } from '../database/profileList/keyWraps.ts'
import { profileByName, setSignedIn } from '../database/profileList/profiles.ts'
import type { ProfileId } from '../../../shared/contract/base.ts'
import type { Profile } from '../../../shared/contract/profiles.ts'
import { noWindow, type Caller } from './attempts.ts'
import { entered } from './entrance.ts'
import { isWeaker, strongerOf } from './keyDerivation.ts'
import { changeRecord, keepKeyFile } from './keyFile.ts'
import { nameKey } from './nameKey.ts'
import type { ProfileParts } from './profileParts.ts'
import { changeProfile, forgetFormer, knownProfile, profileOf } from './profileParts.ts'
import { profileKeyFile } from './profilePaths.ts'
import type { NewPasswordOptions, RecoverOptions, SignedInKey, UnlockedKey } from './profileService.ts'
import { newRecoveryCode, normalizedRecoveryCode } from './recoveryCode.ts'
import type { OpenedWrap } from './secrets.ts'
import { isCurrent, opensStill, openWrap, refuseUnknown, replaceWraps, wrapUnder } from './secrets.ts'

/** The way into a profile, and the recovery code that is shown once. */
export type UnlockedWithCode = UnlockedKey & { readonly recoveryCode: string }

/**
 * Opens the profile of a user name or an e-mail. A window's own count of attempts is for user names, which the sign-in
 * page lists: else whoever has such a window would learn by it whose an e-mail is.
 * @throws CallError as `openWrap`, and where there is no such profile as for a wrong secret
 */
async function openLogin(
  parts: ProfileParts,
  login: string,
  purpose: SecretPurpose,
  secret: string,
  caller: Caller,
): Promise<OpenedWrap> {
  const key = nameKey(login)
  const found = profileByName(parts.db, key)
  if (!found) return refuseUnknown(parts, purpose, secret, caller)
  const isListed = nameKey(found.userName) === key
  return openWrap(parts, found.id, purpose, secret, isListed ? caller : { ...caller, windowId: null })
}

/** Notes that a profile is in use now, and sees to it that it has its key file. */
export function noteSignIn(parts: ProfileParts, id: ProfileId): Profile {
  changeProfile(parts, id, ({ key }) => setSignedIn(parts.db, key, parts.now()))
  if (!existsSync(profileKeyFile(parts.dataFolder, id))) keepKeyFile(parts, id)
  return profileOf(knownProfile(parts, id))
}

/**
 * Raises what guessing a password costs to what it costs today, and answers with the wrap there is then. A password
 * changed meanwhile stays changed.
 */
async function raiseCost(parts: ProfileParts, password: string, opened: OpenedWrap): Promise<SecretWrap> {
  if (!isWeaker(opened.wrap, parts.cost)) return opened.wrap
  const cost = strongerOf(opened.wrap, parts.cost)
  const wrap = await wrapUnder(parts, password, opened.dataKey, opened, cost)
  changeRecord(parts, opened.profileId, ({ key }) => {
    if (isCurrent(parts, key, opened)) replaceSecretWrap(parts.db, key, 'password', wrap)
  })
  forgetReplaced(parts.db)
  return wrap
}

/** Runs what is to be done with an opened key before it is handed out; the key is zeroed when that fails. */
async function handOut<Result extends object>(
  dataKey: Buffer,
  work: () => Promise<Result>,
): Promise<Result & { readonly dataKey: Buffer }> {
  try {
    return { ...(await work()), dataKey }
  } catch (error) {
    dataKey.fill(0)
    throw error
  }
}

export async function signIn(
  parts: ProfileParts,
  login: string,
  password: string,
  caller: Caller = noWindow,
): Promise<SignedInKey> {
  const opened = await openLogin(parts, login, 'password', password, caller)
  return handOut(opened.dataKey, async () => {
    const wrap = await raiseCost(parts, password, opened)
    const today = { ...opened, wrap }
    const recoveryCode = opened.isFinished ? await replaceRecovery(parts, today) : null
    const profile = noteSignIn(parts, opened.profileId)
    return { profile, isCurrent: () => opensStill(parts, today), recoveryCode }
  })
}

/** Wraps the key under a new recovery code. */
async function newRecovery(parts: ProfileParts, dataKey: Buffer, profileId: ProfileId) {
  const recoveryCode = newRecoveryCode()
  const context = { profileId, purpose: 'recovery' } as const
  const secret = normalizedRecoveryCode(recoveryCode)
  return { recoveryCode, recovery: await wrapUnder(parts, secret, dataKey, context, parts.cost) }
}

/** Wraps a key under a password and a new recovery code. */
export async function newWraps(parts: ProfileParts, dataKey: Buffer, profileId: ProfileId, password: string) {
  const context = { profileId, purpose: 'password' } as const
  const wrap = await wrapUnder(parts, password, dataKey, context, parts.cost)
  return { password: wrap, ...(await newRecovery(parts, dataKey, profileId)) }
}

/**
 * Sets a new password and a new recovery code in one write, and takes away the key that the key store opens, unless
 * `staysSignedIn`. Until the entrance has been made the former ones stay, so that nobody is left without any.
 */
export async function recover(
  parts: ProfileParts,
  login: string,
  code: string,
  newPassword: string,
  { entrance, staysSignedIn = false, caller = noWindow }: RecoverOptions = {},
): Promise<UnlockedWithCode> {
  const opened = await openLogin(parts, login, 'recovery', normalizedRecoveryCode(code), caller)
  const id = opened.profileId
  return handOut(opened.dataKey, async () => {
    const { recoveryCode, ...wraps } = await newWraps(parts, opened.dataKey, id, newPassword)
    const unlocked = {
      profile: profileOf(knownProfile(parts, id)),
      dataKey: opened.dataKey,
      isCurrent: () => opensStill(parts, opened),
    }
    await entered(entrance, unlocked, () =>
      replaceWraps(parts, opened, wraps, (key) => {
        if (!staysSignedIn) deleteKeyStoreWrap(parts.db, key)
        setSignedIn(parts.db, key, parts.now())
      }),
    )
    forgetFormer(parts)
    return { profile: profileOf(knownProfile(parts, id)), recoveryCode }
  })
}

export async function changePassword(
  parts: ProfileParts,
  id: ProfileId,
  currentPassword: string,
  newPassword: string,
  { staysSignedIn = false, caller = noWindow }: NewPasswordOptions = {},
): Promise<void> {
  const opened = await openWrap(parts, id, 'password', currentPassword, caller)
  try {
    const password = await wrapUnder(parts, newPassword, opened.dataKey, opened, parts.cost)
    replaceWraps(parts, opened, { password }, (key) => {
      if (!staysSignedIn) deleteKeyStoreWrap(parts.db, key)
    })
    forgetFormer(parts)
  } finally {
    opened.dataKey.fill(0)
  }
}

/** Puts a new recovery code in the place of the one there is; answers with it. */
async function replaceRecovery(parts: ProfileParts, opened: OpenedWrap): Promise<string> {
  const { recoveryCode, recovery } = await newRecovery(parts, opened.dataKey, opened.profileId)
  replaceWraps(parts, opened, { recovery })
  forgetFormer(parts)
  return recoveryCode
}

export async function renewRecoveryCode(
  parts: ProfileParts,
  id: ProfileId,
  password: string,
  caller: Caller = noWindow,
): Promise<string> {
  const opened = await openWrap(parts, id, 'password', password, caller)
  try {
    return await replaceRecovery(parts, opened)
  } finally {
    opened.dataKey.fill(0)
  }
}

export async function checkPassword(
  parts: ProfileParts,
  id: ProfileId,
  password: string,
  caller: Caller = noWindow,
): Promise<void> {
  const { dataKey } = await openWrap(parts, id, 'password', password, caller)
  dataKey.fill(0)
}
