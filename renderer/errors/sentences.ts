/**
 * What each error means to the person, and what to do about it. The maps are complete by type: a new code breaks
 * the build until its sentence stands here.
 */
import { refusalSentences } from '../settings/transfer/sentences.ts'
import type { AnswerErrorCode, CallErrorCode } from '../../shared/errors.ts'
import type { BrokenModel } from '../../shared/contract/models.ts'
import type { KeyStoreState } from '../../shared/contract/profiles.ts'
import type { Event } from '../../shared/contract/events.ts'
import { bounds } from '../../shared/bounds.ts'
import type { UserNameProblem } from '../../shared/userNames.ts'
import type { CallErrorData, CallFailure } from './callFailure.ts'
import { waitSentence } from './waitSentence.ts'

const numbers = new Intl.NumberFormat('en')

type KeyStoreReason = Extract<KeyStoreState, { available: false }>['reason']

export const keyStoreSentences: Record<KeyStoreReason, string> = {
  absent: 'This machine has no key store that Confab can use. Sign in with your password.',
  'basic-text':
    'The key store of this machine does not protect keys, so Confab does not use it. Sign in with your password.',
  failed: 'The key store of this machine did not give the key. Sign in with your password.',
}

export const userNameSentences: Record<UserNameProblem, string> = {
  invisible: 'This name contains characters that can’t be seen. Type it again, or choose another one.',
  'mixed-scripts': 'This name mixes alphabets, such as Latin and Cyrillic. Use letters of one.',
  'too-many-marks': 'This name has too many accents on one letter. Use fewer.',
  'too-long': `Use at most ${bounds.userName.max} characters.`,
}

function refusedNameSentence({ field, reason }: CallErrorData<'NAME_REFUSED'>): string {
  if (reason !== 'look-alike') return userNameSentences[reason]
  return field === 'userName'
    ? 'This name looks too much like another profile’s. Choose a different one.'
    : 'This address looks too much like another profile’s. Use a different one, or leave it empty.'
}

export const sentences: { readonly [Code in CallErrorCode]: (data: CallErrorData<Code>) => string } = {
  INTERNAL: ({ reference }) =>
    `Something went wrong in Confab. Try again; if it stays, the log has the details under ${reference}.`,
  INVALID_INPUT: ({ field }) =>
    field === ''
      ? 'Confab cannot take this as it is. Check what you entered.'
      : `Check “${field}”: Confab cannot take it as it is.`,
  UNKNOWN_PROCEDURE: () => 'This window is of another version than Confab itself. Reload the window.',
  SIGNED_OUT: () => 'You are signed out. Sign in to go on.',
  DISK_FULL: () =>
    'The disk is full or refuses to be written. Make room on it, then try again. Nothing was changed.',
  USER_NAME_TAKEN: () => 'A profile with this user name exists already. Choose another one.',
  EMAIL_TAKEN: () => 'A profile with this e-mail address exists already. Use another one or leave it empty.',
  NAME_REFUSED: refusedNameSentence,
  PROFILE_NOT_FOUND: () => 'This profile doesn’t exist any more.',
  WRONG_PASSWORD: () => 'Wrong password. Passwords are case-sensitive.',
  WRONG_RECOVERY_CODE: () => 'Wrong recovery code. Use the newest one you were given.',
  TOO_MANY_ATTEMPTS: ({ retryAt }) => waitSentence(Math.max(1, Math.ceil((retryAt - Date.now()) / 1_000))),
  BUSY: () => 'Confab is busy right now. Try again in a moment.',
  KEY_STORE_UNAVAILABLE: ({ reason }) => keyStoreSentences[reason],
  DATABASE_NEWER: () =>
    'A newer Confab has written this profile. Install that version or a later one. Nothing was changed.',
  DATABASE_DAMAGED: ({ backup, file }) => {
    if (backup === undefined)
      return 'The file of this profile is damaged in places. Nothing was changed. See Settings > Backups for what can be restored.'
    return backup
      ? 'The file of this profile is damaged. Nothing was changed. Sign in with your password to restore a backup.'
      : `The file of this profile is damaged, and no good backup was found. Nothing was changed. Keep the file (${file}) and put a copy of it back that you made yourself.`
  },
  PROFILE_LIST_DAMAGED: () =>
    'What Confab keeps to check your password is damaged. Nothing was counted or changed. Close Confab and start it again: it puts this right if it can. If that does not help, open a backup: New profile, then “From a backup file…”.',
  KEY_CHANGE_RUNNING: () => 'The data key is already being changed. Wait until that’s done.',
  KEY_CHANGE_CANCELLED: () => 'The data key wasn’t changed. Try again.',
  BACKUP_NOT_FOUND: () => 'This backup is not there any more. Choose another one.',
  BACKUP_DAMAGED: () => 'This backup is damaged. Nothing was changed. Choose another backup.',
  BACKUP_NEWER: () =>
    'This backup was made by a newer version of Confab. Nothing was changed. Update Confab to restore it, or choose another backup.',
  NOT_A_BACKUP: () => 'This file is no backup of Confab. Choose one that ends in .confab-backup.',
  BACKUP_OF_ANOTHER: () =>
    'This backup is of another profile, or from before the data key of this one was changed. Nothing was changed. To open it, sign out and choose New profile > From a backup file.',
  UPLOADS_FULL: () => 'Other windows are sending files right now. Try again in a moment.',
  UPLOAD_NOT_FOUND: () => 'The file did not arrive in whole. Choose it again.',
  CONVERSATION_NOT_FOUND: () => 'This chat is not there any more. Choose another one or start a new chat.',
  MESSAGE_NOT_FOUND: () => 'This message is not there any more. Open the chat again.',
  FOLDER_NOT_FOUND: () => 'This folder is not there any more.',
  FOLDER_TOO_DEEP: () => 'Folders go one level deep: choose a folder that is not inside another one.',
  MODEL_NOT_FOUND: () => 'This model is not there any more. Choose another one above.',
  OFFLINE_ONLY: () =>
    'Offline only is on, so nothing was sent. Switch it off in Settings > Models to use the network.',
  CONNECTION_NOT_FOUND: () => 'This provider or server is not there any more. Open the settings again.',
  PROVIDER_FAILED: ({ problem }) => answerErrorSentences[problem],
  BUDGET_SPENT: ({ balance, cost }) =>
    cost === null
      ? 'The budget is spent, so nothing was sent. Top it up in Settings > Usage.'
      : `The budget does not cover another answer: ${numbers.format(balance)} left, an answer costs ${numbers.format(cost)}. Nothing was sent. Top it up in Settings > Usage.`,
  NOTHING_TO_EXPORT: () => 'There is nothing to export: there are no chats here yet.',
  IMPORT_UNREADABLE: ({ reason }) => refusalSentences[reason],
  IMPORT_RUNNING: () =>
    'Another window of this profile is importing. Wait until it has finished, then try again.',
  IMPORT_NOT_FOUND: () => 'This import has ended. The chats that were whole are kept; import the file again.',
  ANSWER_RUNNING: () => 'An answer is being written in this chat. Wait for it or stop it, then try again.',
}

const notConnected = 'Not connected to Confab. Wait until the connection is back, then try again.'

export function sentenceOf(failure: CallFailure): string {
  if (failure.code === 'NOT_CONNECTED') return notConnected
  // The data belongs to the code: both come from one member of the union.
  const sentence = sentences[failure.code] as (data: CallErrorData<CallErrorCode>) => string
  return sentence(failure.data)
}

/** Said of an answer that failed, beside its Regenerate, and of a provider that is tested: right in both places. */
export const answerErrorSentences: Record<AnswerErrorCode, string> = {
  INTERNAL: 'Something went wrong in Confab while this was being written. Regenerate to try again.',
  DISK_FULL: 'The disk is full, so this answer could not be kept. Make room on it, then regenerate.',
  MODEL_NOT_FOUND: 'The model is not there any more. Choose another model above, then regenerate.',
  MODEL_LOAD_FAILED:
    'The model could not be loaded. Regenerate to try again; if it stays, choose another model above. The log has the details.',
  MODEL_DAMAGED:
    'A file of the model is damaged or incomplete. Get the model again, or choose another model above, then regenerate.',
  MODEL_UNSUPPORTED:
    'The model is of a kind that Confab cannot run. Choose another model above, then regenerate.',
  MODEL_TOO_LARGE:
    'The model needs more memory than this machine has free. Close other programs or choose a smaller model above, then regenerate.',
  GENERATION_FAILED: 'The model failed while writing. Regenerate to try again, or choose another model.',
  MODEL_CRASHED:
    'The model stopped unexpectedly, perhaps for want of memory. It starts again with the next answer: regenerate to try again.',
  NO_FINISH: 'The answer broke off and may be incomplete. Regenerate to try again.',
  TOO_LONG: 'This message is too long for the model. Shorten it, or choose a model that reads more at once.',
  OFFLINE_ONLY:
    'Offline only is on, so nothing was sent. Choose a model on this machine, or switch Offline only off in Settings > Models.',
  CONNECTION_NOT_FOUND:
    'The server of this model was removed. Choose another model above, or add the server again in Settings > Models.',
  KEY_MISSING: 'No key is set for this provider. Add one in Settings > Models.',
  KEY_REFUSED:
    'The provider does not accept the key. Check that all of it was copied and that it was not revoked, then replace it in Settings > Models.',
  KEY_LEAKED:
    'The provider blocked this key because it was reported as leaked. Create a new one on the provider’s site, then replace it in Settings > Models.',
  NOT_PERMITTED:
    'The key is valid but may not do this. Give it the permission on the provider’s site, or choose another model.',
  MODEL_UNKNOWN:
    'The provider has no model of this name. Check the spelling, or choose another model from the list.',
  RATE_LIMITED: 'Too many requests at the moment. Wait a minute, then try again.',
  NO_QUOTA:
    'The account has no quota or credit left. Add credit on the provider’s site, or choose another model.',
  PROVIDER_UNAVAILABLE:
    'The provider is overloaded or down. Try again in a few minutes, or choose another model.',
  REQUEST_REFUSED:
    'The provider refused the request as it was made. Set the chat’s parameters back to the model’s own, or choose another model.',
  CONNECTION_REFUSED:
    'Nothing answers at the address. Start the server, or check its address and port in Settings > Models.',
  NAME_NOT_RESOLVED:
    'The name of the address is not known. Check the network, and the spelling of the address in Settings > Models.',
  TLS_FAILED:
    'No safe connection could be made: the certificate is missing or not trusted. Check the address; a server without encryption starts with http, not https.',
  NETWORK_UNREACHABLE: 'The address cannot be reached. Check the network of this machine, then try again.',
  TIMED_OUT: 'Nothing came for too long. Try again; if it stays, check the network and the server.',
  CONNECTION_LOST: 'The connection broke off. Check the network, then try again.',
  BAD_RESPONSE:
    'What came back is not what this kind of server answers. Check its address in Settings > Models; it often ends in /v1.',
  PROVIDER_ERROR: 'The provider reported an error of its own. Try again, or choose another model.',
  PROMPT_BLOCKED: 'The provider blocked this message. Word it differently, or choose another model.',
  ANSWER_BLOCKED:
    'The provider ended this answer for reasons of safety; what came before stays. Try again, or word the message differently.',
  ANSWER_RECITED:
    'The provider ended this answer because it repeated a published text too closely; what came before stays. Ask for it in other words.',
  ANSWER_FILTERED:
    'The provider ended this answer because of a blocked term or personal data in it; what came before stays. Word the message differently.',
  LANGUAGE_UNSUPPORTED:
    'The provider doesn’t support the language of this answer. Ask for another language, or choose another model.',
  EMPTY_ANSWER: 'The provider gave no text. Try again, or choose another model.',
}

export const brokenModelSentences: Record<BrokenModel['problem'], string> = {
  'no-config': 'The file config.json is missing. Copy the whole folder of the model again.',
  'no-onnx': 'There is no “onnx” folder with the model in it. Get the ONNX form of the model.',
  'no-tokenizer': 'The file tokenizer.json is missing. Copy the whole folder of the model again.',
  'bad-manifest': 'Its confab.json cannot be understood. Correct it or take it away.',
  'unsupported-task': 'It is not a model that writes text. Choose one for text generation.',
  'bad-name':
    'Its folder has a name that Confab cannot use. Rename it: letters, digits, dots, dashes and underscores.',
}

type SignedOutReason = Extract<Event, { type: 'signed-out' }>['reason']

/** Said on the sign-in page; null where the person knows already. */
export const signedOutSentences: Record<SignedOutReason, (lockAfterMinutes: number) => string | null> = {
  'signed-out': () => null,
  locked: (minutes) =>
    minutes > 0
      ? `Locked after ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} without activity. Enter your password to go on.`
      : 'Locked. Enter your password to go on.',
  deleted: () => 'This profile was deleted.',
  restored: () =>
    'The backup was restored. Sign in to go on. What was there before is kept in Settings > Backups.',
  'restored-damaged': () =>
    'The backup was restored. Sign in to go on. The damaged file is kept beside the new one, as confab.db.damaged-… in the folder of this profile.',
  'password-changed': () =>
    'The password of this profile was changed in another window. Sign in with the new password.',
  'key-changed': () => 'The data key of this profile was changed in another window. Sign in to continue.',
  closing: () => 'Confab was closed. Sign in again once it is back.',
}
