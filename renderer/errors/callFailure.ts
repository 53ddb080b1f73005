import type { z } from 'zod'
import type { CallErrorCode, callErrors } from '../../shared/errors.ts'

export type CallErrorData<Code extends CallErrorCode> = z.infer<(typeof callErrors)[Code]['data']>

/** Why a call came to nothing: one of the contract's codes, or that the core could not be reached. */
export type CallFailure =
  | {
      readonly [Code in CallErrorCode]: { readonly code: Code; readonly data: CallErrorData<Code> }
    }[CallErrorCode]
  | { readonly code: 'NOT_CONNECTED' }
