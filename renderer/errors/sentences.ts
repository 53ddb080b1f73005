/**
 * What each error means to the person, and what to do about it. The maps are complete by type: a new code breaks
 * the build until its sentence stands here.
 */
import type { AnswerErrorCode, CallErrorCode } from '../../shared/errors.ts'
import type { BrokenModel } from '../../shared/contract/models.ts'
import type { KeyStoreState } from '../../shared/contract/profiles.ts'
import type { Event } from '../../shared/contract/events.ts'
import type { CallErrorData, CallFailure } from './callFailure.ts'

type KeyStoreReason = Extract<KeyStoreState, { available: false }>['reason']

export const keyStoreSentences: Record<KeyStoreReason, string> = {
  absent: 'This machine has no key store that Confab can use. Sign in with your password.',
  'basic-text':
    'The key store of this machine does not protect keys, so Confab does not use it. Sign in with your password.',
  failed: 'The key store of this machine did not give the key. Sign in with your password.',
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
  PROFILE_NOT_FOUND: () => 'No profile has this user name or e-mail. Check the spelling.',
  WRONG_PASSWORD: () => 'This is not the password. Try again; upper and lower case differ.',
  WRONG_RECOVERY_CODE: () =>
    'This is not the recovery code of this profile. Use the newest one you were given.',
  TOO_MANY_ATTEMPTS: () => 'Too many wrong attempts. Wait until the time is over, then try again.',
  KEY_STORE_UNAVAILABLE: ({ reason }) => keyStoreSentences[reason],
  DATABASE_NEWER: () =>
    'A newer Confab has written this profile. Install that version or a later one. Nothing was changed.',
  DATABASE_DAMAGED: () =>
    'The file of this profile cannot be read. Put back a backup of the data folder. Nothing was changed.',
  CONVERSATION_NOT_FOUND: () => 'This chat is not there any more. Choose another one or start a new chat.',
  MESSAGE_NOT_FOUND: () => 'This message is not there any more. Open the chat again.',
  MODEL_NOT_FOUND: () => 'This model is not there any more. Choose another one above.',
  ANSWER_RUNNING: () => 'An answer is being written in this chat. Wait for it or stop it, then send again.',
}

const notConnected = 'Not connected to Confab. Wait until the connection is back, then try again.'

export function sentenceOf(failure: CallFailure): string {
  if (failure.code === 'NOT_CONNECTED') return notConnected
  // The data belongs to the code: both come from one member of the union.
  const sentence = sentences[failure.code] as (data: CallErrorData<CallErrorCode>) => string
  return sentence(failure.data)
}

export const answerErrorSentences: Record<AnswerErrorCode, string> = {
  INTERNAL: 'Something went wrong in Confab while this was being written. Regenerate to try again.',
  DISK_FULL: 'The disk is full, so this answer could not be kept. Make room on it, then regenerate.',
  MODEL_NOT_FOUND: 'The model is not there any more. Choose another model above, then regenerate.',
  MODEL_LOAD_FAILED:
    'The model could not be loaded: its files are incomplete, damaged or of a kind Confab cannot run. Choose another model above, then regenerate.',
  GENERATION_FAILED: 'The model failed while writing. Regenerate to try again, or choose another model.',
  MODEL_CRASHED:
    'The model stopped unexpectedly, perhaps for want of memory. It starts again with the next answer: regenerate to try again.',
  NO_FINISH: 'The answer broke off and may be incomplete. Regenerate to try again.',
  TOO_LONG: 'This message is too long for the model. Shorten it, or choose a model that reads more at once.',
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
  closing: () => 'Confab was closed. Sign in again once it is back.',
}
