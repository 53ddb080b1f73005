/** The ways to sign in. Each answers with what is wrong, or null when the window is signed in. */
import type { BackupId } from '../../shared/backups.ts'
import { bounds } from '../../shared/bounds.ts'
import type { ProfileId } from '../../shared/contract/base.ts'
import type { UploadId } from '../../shared/contract/backups.ts'
import { keptUploadCodes } from '../../shared/keptUploads.ts'
import { cleanUserName, userNameProblem } from '../../shared/userNames.ts'
import { showNote } from '../announcements/toastStore.ts'
import { call } from '../connection/call.ts'
import { failureOf } from '../errors/failure.ts'
import type { CallFailure } from '../errors/callFailure.ts'
import { userNameSentences } from '../errors/sentences.ts'
import { enter } from '../session/session.ts'
import { sendFile, type Progress } from '../settings/backups/backupFiles.ts'
import { onEndOf } from '../state/profileState.ts'

export interface Identity {
  readonly userName: string
  readonly email: string
}

/** What opens a profile: its password, or its recovery code with the password it is to have from now on. */
export type Secret =
  { readonly password: string } | { readonly recoveryCode: string; readonly newPassword: string }

export interface Passwords {
  readonly password: string
  readonly repeated: string
}

export async function createProfile(identity: Identity, password: string): Promise<CallFailure | null> {
  const email = identity.email.trim() || null
  return signedIn(async () => {
    const input = { userName: identity.userName, email, password }
    const { profile, recoveryCode } = await call((client) => client.profiles.create(input))
    enter(profile, recoveryCode)
  })
}

export function signIn(login: string, password: string, staySignedIn: boolean): Promise<CallFailure | null> {
  return signedIn(async () => {
    const input = { login, password, staySignedIn }
    const { profile, recoveryCode } = await call((client) => client.profiles.signIn(input))
    enter(profile, recoveryCode)
  })
}

export function resume(profileId: ProfileId): Promise<CallFailure | null> {
  return signedIn(async () => {
    const { profile } = await call((client) => client.profiles.resume({ profileId }))
    enter(profile)
  })
}

export function recover(
  login: string,
  recoveryCode: string,
  newPassword: string,
  signOutOthers: boolean,
): Promise<CallFailure | null> {
  return signedIn(async () => {
    const input = { login, recoveryCode, newPassword, signOutOthers }
    const { profile, recoveryCode: nextCode } = await call((client) => client.profiles.recover(input))
    enter(profile, nextCode)
  })
}

/** Puts a backup in the place of a damaged profile and signs in to it. */
export function restoreBackup(
  login: string,
  secret: Secret,
  backupId: BackupId,
): Promise<CallFailure | null> {
  return signedIn(async () => {
    const input = { login, backupId, ...secret }
    const { keptFile, profile, recoveryCode } = await call((client) => client.profiles.restoreBackup(input))
    enter(profile, recoveryCode)
    showNote(
      keptFile ? `The backup was restored. The damaged file is ${keptFile}` : 'The backup was restored.',
    )
  })
}

/** The upload of a file, kept so that another secret or user name does not send all of it again. */
let sent: { readonly file: File; readonly uploadId: UploadId } | null = null
onEndOf('session', () => {
  sent = null
})

/** Makes a profile of a backup in a file. */
export function createFromBackup(
  file: File,
  secret: Secret,
  userName: string | null,
  onProgress: Progress,
): Promise<CallFailure | null> {
  return signedIn(async () => {
    const uploadId = sent?.file === file ? sent.uploadId : await sendFile(file, onProgress)
    sent = { file, uploadId }
    try {
      const input = { uploadId, userName, ...secret }
      const { profile, recoveryCode } = await call((client) => client.profiles.createFromBackup(input))
      sent = null
      enter(profile, recoveryCode)
    } catch (error) {
      if (!keptUploadCodes.has(failureOf(error).code)) sent = null
      throw error
    }
  })
}

async function signedIn(step: () => Promise<void>): Promise<CallFailure | null> {
  try {
    await step()
    return null
  } catch (error) {
    return failureOf(error)
  }
}

/** What is wrong with a new password and its repetition, by field. */
export function checkPasswords({ password, repeated }: Passwords): Partial<Record<keyof Passwords, string>> {
  if (password.length < bounds.password.min)
    return { password: `Use at least ${bounds.password.min} characters.` }
  if (password.length > bounds.password.max)
    return { password: `Use at most ${bounds.password.max} characters.` }
  return password === repeated ? {} : { repeated: 'This is not the same password. Type it again.' }
}

/**
 * What is wrong with a user name or an e-mail, by field, before the core is asked. A name that a profile has already may
 * be older than the rules.
 */
export function checkIdentity(
  { email, userName }: Identity,
  formerName: string | null = null,
): Partial<Record<keyof Identity, string>> {
  const name = cleanUserName(userName)
  if (name === '') return { userName: 'Give the profile a name.' }
  const problem = userNameProblem(name)
  if (problem !== null && userName !== formerName) return { userName: userNameSentences[problem] }
  const looksLikeEmail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(email.trim())
  return email.trim() === '' || looksLikeEmail
    ? {}
    : { email: 'This is not a complete e-mail address. Correct it or leave it empty.' }
}
