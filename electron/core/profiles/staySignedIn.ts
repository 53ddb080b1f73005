import { randomBytes } from 'node:crypto'
import type { ProfileId } from '../../../shared/contract/base.ts'
import type { KeyStoreState, Profile } from '../../../shared/contract/profiles.ts'
import { CallError } from '../callError.ts'
import type { KeyStoreWrap } from '../database/profileList/keyWraps.ts'
import {
  deleteKeyStoreWrap,
  keyStoreWrap,
  nextWraps,
  replaceKeyStoreWrap,
} from '../database/profileList/keyWraps.ts'
import { forgetReplaced } from '../database/profileList/profileList.ts'
import { profileById } from '../database/profileList/profiles.ts'
import { describeError } from '../describeError.ts'
import type { KeyStore } from '../host.ts'
import type { ProfileParts } from './profileParts.ts'
import { changeProfile, knownProfile, profileOf } from './profileParts.ts'
import type { UnlockedKey } from './profileService.ts'
import { seal, unseal } from './sealedKey.ts'
import { noteSignIn } from './signIn.ts'

/** Asks the operating system's key store; what it throws is logged without its message and called `failed`. */
async function asked<Result>(
  { logger }: ProfileParts,
  doing: string,
  ask: () => Promise<Result>,
): Promise<Result> {
  try {
    return await ask()
  } catch (error) {
    logger.warn(`The key store failed ${doing}: ${describeError(error)}`)
    throw new CallError('KEY_STORE_UNAVAILABLE', { reason: 'failed' })
  }
}

/** Whether "stay signed in on this machine" can be offered. */
export async function keyStoreState(parts: ProfileParts): Promise<KeyStoreState> {
  const { keyStore, logger } = parts
  if (!keyStore) return { available: false, reason: 'absent' }
  try {
    return await keyStore.availability()
  } catch (error) {
    logger.warn(`The key store failed to say whether it is available: ${describeError(error)}`)
    return { available: false, reason: 'failed' }
  }
}

async function availableKeyStore(parts: ProfileParts): Promise<KeyStore> {
  const state = await keyStoreState(parts)
  if (!state.available) throw new CallError('KEY_STORE_UNAVAILABLE', { reason: state.reason })
  if (!parts.keyStore) throw new CallError('KEY_STORE_UNAVAILABLE', { reason: 'absent' })
  return parts.keyStore
}

/** The operating system wraps a random key and that one the data key, so that the wrap is bound to its profile. */
async function wrapForKeyStore(parts: ProfileParts, id: ProfileId, dataKey: Buffer): Promise<KeyStoreWrap> {
  const keyStore = await availableKeyStore(parts)
  const random = randomBytes(32)
  try {
    const wrapped = seal(dataKey, random, { profileId: id, purpose: 'key-store' })
    return { outerKey: await asked(parts, 'to wrap a key', () => keyStore.wrap(random)), wrapped }
  } finally {
    random.fill(0)
  }
}

export async function setStaySignedIn(
  parts: ProfileParts,
  id: ProfileId,
  dataKey: Buffer | null,
  isWanted: () => boolean = () => true,
): Promise<Profile> {
  const wrap = dataKey && (await wrapForKeyStore(parts, id, dataKey))
  if (wrap && !isWanted()) throw new CallError('SIGNED_OUT')
  changeProfile(parts, id, ({ key }) => {
    if (wrap) replaceKeyStoreWrap(parts.db, key, wrap)
    else deleteKeyStoreWrap(parts.db, key)
  })
  forgetReplaced(parts.db)
  return profileOf(knownProfile(parts, id))
}

/** Opens a profile with the key that the operating system keeps. */
export async function resume(parts: ProfileParts, id: ProfileId): Promise<UnlockedKey> {
  const { key } = knownProfile(parts, id)
  const wrap = keyStoreWrap(parts.db, key)
  // Where a change of the data key was cut off only the password tells which key counts.
  if (!wrap || nextWraps(parts.db, key)) throw new CallError('KEY_STORE_UNAVAILABLE', { reason: 'absent' })
  const keyStore = await availableKeyStore(parts)
  const outerKey = await asked(parts, 'to unwrap a key', () => keyStore.unwrap(wrap.outerKey))
  const context = { profileId: id, purpose: 'key-store' } as const
  const dataKey = outerKey.length === 32 ? unseal(wrap.wrapped, outerKey, context) : null
  outerKey.fill(0)
  if (!dataKey) throw new CallError('KEY_STORE_UNAVAILABLE', { reason: 'failed' })
  const isCurrent = (): boolean => {
    const profile = profileById(parts.db, id)
    return (profile && keyStoreWrap(parts.db, profile.key)?.wrapped.equals(wrap.wrapped)) ?? false
  }
  return { profile: noteSignIn(parts, id), dataKey, isCurrent }
}
