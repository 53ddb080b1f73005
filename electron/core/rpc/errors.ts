import { randomUUID } from 'node:crypto'
import { ORPCError } from '@orpc/client'
import { ValidationError } from '@orpc/contract'
import { callErrors, type CallErrorCode } from '../../../shared/errors.ts'
import { CallError } from '../callError.ts'
import type { Logger } from '../host.ts'

function declared(code: CallErrorCode, data: unknown): ORPCError<CallErrorCode, unknown> {
  return new ORPCError(code, { defined: true, status: callErrors[code].status, data, message: code })
}

/** The dotted path of the first thing that is wrong with an input; never its value. */
function fieldOf(error: ValidationError): string {
  const path = error.issues[0]?.path ?? []
  return path.map((step) => String(typeof step === 'object' ? step.key : step)).join('.')
}

/** What the transport calls an input that is no input at all, or one that the contract refuses. */
function isBadRequest(error: unknown): error is ORPCError<'BAD_REQUEST', unknown> {
  return error instanceof ORPCError && error.code === 'BAD_REQUEST'
}

/**
 * The one door through which failures leave the core. What the contract declares goes out as it is; everything
 * else becomes `INTERNAL` with a reference to the log, where its name and stack are written.
 */
export function outgoingError(
  error: unknown,
  procedure: string,
  logger: Logger,
): ORPCError<CallErrorCode, unknown> {
  if (error instanceof CallError) return declared(error.code, error.data)
  if (isBadRequest(error)) {
    const field = error.cause instanceof ValidationError ? fieldOf(error.cause) : ''
    return declared('INVALID_INPUT', { field })
  }
  const reference = randomUUID()
  logger.error(`${procedure} failed unexpectedly (reference ${reference})`, error)
  return declared('INTERNAL', { reference })
}
