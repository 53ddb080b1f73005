import { ORPCError } from '@orpc/client'
import type { CallFailure } from './callFailure.ts'
import { sentences } from './sentences.ts'

/** Reads what a call was rejected with. Whatever is not in the contract means that the core was not reached. */
export function failureOf(error: unknown): CallFailure {
  const known = error instanceof ORPCError && Object.hasOwn(sentences, error.code)
  return known ? { code: error.code, data: error.data } : { code: 'NOT_CONNECTED' }
}

export function isFailure(error: unknown, code: CallFailure['code']): boolean {
  return failureOf(error).code === code
}
