import type { AnswerErrorCode } from '../../../../shared/errors.ts'
import { Fault } from './fault.ts'
import { isRecord, parseJson, providerErrorIn } from './providerError.ts'
import type { ProviderError } from './providerError.ts'

/** An answer whose status is not one of success. */
export interface RefusedAnswer {
  readonly status: number
  readonly body: string
  /** How long its headers ask to wait, in milliseconds; null where they do not. */
  readonly delay: number | null
}

/** The account itself has nothing left, so that waiting a little does not help. */
const exhausted =
  /limit: 0\b|per ?day|insufficient (?:quota|balance|credits?)|credits? (?:are|is) (?:depleted|exhausted)/i
const tooLong =
  /context[ _]length|maximum context|context (?:window|size)|too many (?:input )?tokens|input token count .*exceeds/i
const keyInvalid = /api key (?:not valid|expired|not found)|pass a valid api key|incorrect api key/i

const exhaustedCodes = [
  'insufficient_quota',
  'billing_hard_limit_reached',
  'billing_not_active',
  'billing_disabled',
  'insufficient_balance',
]
const tooLongCodes = ['context_length_exceeded', 'exceed_context_size_error']
const keyCodes = ['api_key_invalid', 'api_key_expired', 'invalid_api_key', 'unauthenticated']
const blockedCodes = ['content_filter', 'content_policy_violation', 'moderation_blocked']

/** What a description says beyond its status; null where it says nothing more. */
function byItsCode({ codes, words }: ProviderError): AnswerErrorCode | null {
  const has = (known: readonly string[]): boolean => known.some((code) => codes.includes(code))
  if (has(exhaustedCodes)) return 'NO_QUOTA'
  if (has(keyCodes)) return 'KEY_REFUSED'
  if (has(tooLongCodes)) return 'TOO_LONG'
  if (has(blockedCodes)) return 'PROMPT_BLOCKED'
  if (has(['model_not_found'])) return 'MODEL_UNKNOWN'
  if (has(['resource_exhausted', 'rate_limit_exceeded']))
    return exhausted.test(words) ? 'NO_QUOTA' : 'RATE_LIMITED'
  return null
}

function byStatus(status: number, words: string): AnswerErrorCode {
  switch (status) {
    case 401:
      return 'KEY_REFUSED'
    case 402:
      return 'NO_QUOTA'
    case 403:
      return 'NOT_PERMITTED'
    case 404:
      return 'MODEL_UNKNOWN'
    case 413:
      return 'TOO_LONG'
    case 429:
      return exhausted.test(words) ? 'NO_QUOTA' : 'RATE_LIMITED'
    default:
      if (status >= 500) return tooLong.test(words) ? 'TOO_LONG' : 'PROVIDER_UNAVAILABLE'
      if (keyInvalid.test(words)) return 'KEY_REFUSED'
      return tooLong.test(words) ? 'TOO_LONG' : 'REQUEST_REFUSED'
  }
}

/** A page of a web server that knows nothing of this protocol: the address is wrong. Its 5xx are a gateway's. */
function isForeign(status: number, body: string): boolean {
  if (status < 400) return true
  if (status >= 500 || [401, 402, 403, 413, 429].includes(status)) return false
  if (body.trim() === '') return false
  const value = parseJson(body)
  // What FastAPI says of a path that it does not have.
  return value === undefined || (isRecord(value) && value['detail'] === 'Not Found')
}

/** What an answer with another status than success means. */
export function faultOfRefusal({ status, body, delay }: RefusedAnswer): Fault {
  if (isForeign(status, body)) return new Fault('BAD_RESPONSE', { status })
  const error = providerErrorIn(parseJson(body))
  const words = error?.words ?? body
  // A 403 stays one: what a key may not do is no question of its validity.
  const told = error && status !== 403 ? byItsCode(error) : null
  const code = told ?? byStatus(status, words)
  return new Fault(code, {
    status,
    words,
    busy: code === 'RATE_LIMITED' || code === 'PROVIDER_UNAVAILABLE',
    delay: delay ?? error?.delay ?? null,
  })
}

/** What an error in the midst of an answer that began well means. */
export function faultOfEvent(error: ProviderError): Fault {
  const told = byItsCode(error)
  if (told) return new Fault(told, { words: error.words })
  const { status, words } = error
  if (status === null || status === 500) return new Fault('PROVIDER_ERROR', { words })
  return new Fault(byStatus(status, words), { status, words })
}
