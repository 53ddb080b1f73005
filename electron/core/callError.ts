import type { z } from 'zod'
import type { CallErrorCode, callErrors } from '../../shared/errors.ts'

export type CallErrorData<Code extends CallErrorCode> = z.infer<(typeof callErrors)[Code]['data']>

/** An expected failure of a call, on its way to the door, where it becomes the contract's error of that code. */
export class CallError<Code extends CallErrorCode = CallErrorCode> extends Error {
  readonly code: Code
  readonly data: CallErrorData<Code>

  constructor(
    code: Code,
    ...[data]: Record<string, never> extends CallErrorData<Code> ? [] : [CallErrorData<Code>]
  ) {
    super(code)
    this.name = 'CallError'
    this.code = code
    this.data = data ?? ({} as CallErrorData<Code>)
  }
}
