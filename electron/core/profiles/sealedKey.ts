import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { ProfileId } from '../../../shared/contract/base.ts'

/** What a wrap is for. A wrap opens for its profile and its purpose alone: they are its associated data. */
export interface SealContext {
  readonly profileId: ProfileId
  readonly purpose: 'password' | 'recovery' | 'key-store'
}

const algorithm = 'aes-256-gcm'
const ivLength = 12
const tagLength = 16

function associatedData({ profileId, purpose }: SealContext): Buffer {
  return Buffer.from(`confab/${purpose}/${profileId}`)
}

/** Wraps a key with AES-256-GCM: IV (12 bytes), tag (16 bytes), ciphertext. */
export function seal(key: Buffer, outerKey: Buffer, context: SealContext): Buffer {
  const iv = randomBytes(ivLength)
  const cipher = createCipheriv(algorithm, outerKey, iv, { authTagLength: tagLength })
  cipher.setAAD(associatedData(context))
  const sealed = Buffer.concat([cipher.update(key), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed])
}

/** Unwraps a key, or answers null when `outerKey` or the context is another one. The caller zeroes the key. */
export function unseal(wrapped: Buffer, outerKey: Buffer, context: SealContext): Buffer | null {
  const iv = wrapped.subarray(0, ivLength)
  const decipher = createDecipheriv(algorithm, outerKey, iv, { authTagLength: tagLength })
  decipher.setAAD(associatedData(context))
  decipher.setAuthTag(wrapped.subarray(ivLength, ivLength + tagLength))
  const key = decipher.update(wrapped.subarray(ivLength + tagLength))
  try {
    decipher.final()
    return key
  } catch {
    // The one way to learn that the tag does not fit; the unauthenticated bytes must not stay around.
    key.fill(0)
    return null
  }
}
