/** Keys that travel with a backup: as they stand wrapped here, and as they were wrapped elsewhere. */
import type { ProfileId } from '../../../shared/contract/base.ts'
import { secretWrap, type SecretPurpose, type SecretWrap } from '../database/profileList/keyWraps.ts'
import type { Caller } from './attempts.ts'
import type { ProfileParts } from './profileParts.ts'
import { knownProfile } from './profileParts.ts'
import { normalizedRecoveryCode } from './recoveryCode.ts'
import { unseal } from './sealedKey.ts'
import { wrongSecret } from './secrets.ts'

export function wrapsOf(
  parts: ProfileParts,
  id: ProfileId,
): Readonly<Record<SecretPurpose, SecretWrap | null>> {
  const { key } = knownProfile(parts, id)
  return {
    password: secretWrap(parts.db, key, 'password') ?? null,
    recovery: secretWrap(parts.db, key, 'recovery') ?? null,
  }
}

export async function unwrapWith(
  parts: ProfileParts,
  profileId: ProfileId,
  purpose: SecretPurpose,
  wrap: SecretWrap | null,
  secret: string,
  caller: Caller,
): Promise<Buffer> {
  parts.limits.files.take(caller.windowId)
  if (!wrap) throw wrongSecret(purpose)
  const typed = purpose === 'recovery' ? normalizedRecoveryCode(secret) : secret
  const outerKey = await parts.deriveForOutsider(typed, wrap.salt, wrap, caller.signal)
  const dataKey = unseal(wrap.wrapped, outerKey, { profileId, purpose })
  outerKey.fill(0)
  if (!dataKey) throw wrongSecret(purpose)
  return dataKey
}
