import type { AnswerErrorCode } from '../../../../shared/errors.ts'
import { Fault } from './fault.ts'
import { isRecord, parseJson, providerErrorIn } from './providerError.ts'
import type { ProviderError } from './providerError.ts'
import { wireBounds } from './wireBounds.ts'

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
  /request too large|context[ _]length|maximum context|context (?:window|size)|too many (?:input )?tokens|input token count [^\n]{0,200}exceeds/i
/** The provider found the key where everybody can read it, and has blocked it. */
const keyLeaked =
  /(?:reported|flagged|detected|identified) as (?:leaked|compromised)|leaked (?:api )?key|key (?:was|is|has been) (?:leaked|compromised)/i
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
function byItsCode({ codes }: ProviderError, words: string): AnswerErrorCode | null {
  const has = (known: readonly string[]): boolean => known.some((code) => codes.includes(code))
  if (has(exhaustedCodes)) return 'NO_QUOTA'
  if (has(keyCodes)) return 'KEY_REFUSED'
  if (has(tooLongCodes)) return 'TOO_LONG'
  if (has(blockedCodes)) return 'PROMPT_BLOCKED'
  if (has(['model_not_found'])) return 'MODEL_UNKNOWN'
  if (has(['resource_exhausted', 'rate_limit_exceeded', 'rate_limit_error'])) return byRate(words)
  return null
}

/** A single request that is larger than what a minute allows is never taken, however long one waits. */
function byRate(words: string): AnswerErrorCode {
  if (/request too large/i.test(words)) return 'TOO_LONG'
  return exhausted.test(words) ? 'NO_QUOTA' : 'RATE_LIMITED'
}

/** What is busy: the gateway's statuses, and 529 of those who count "overloaded" apart. A 500 is a defect of theirs. */
const unavailable = [502, 503, 504, 520, 521, 522, 523, 524, 529]

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
      return byRate(words)
    default:
      if (status >= 500 && tooLong.test(words)) return 'TOO_LONG'
      if (status >= 500) return unavailable.includes(status) ? 'PROVIDER_UNAVAILABLE' : 'PROVIDER_ERROR'
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

/** What is said of it for a person: in words, else by its codes. Of neither is more read than anybody shows. */
function wordsOf(error: ProviderError): string {
  return (error.words.trim() || error.codes.join(', ')).slice(0, wireBounds.words)
}

/** What a status and a description mean together. */
function codeOf(status: number, words: string, error: ProviderError | null): AnswerErrorCode {
  if (keyLeaked.test(words)) return 'KEY_LEAKED'
  // Whatever it is called: a request that is too large is not taken later either.
  if (status === 413) return 'TOO_LONG'
  // A 403 stays one: what a key may not do is no question of its validity.
  const told = error && status !== 403 ? byItsCode(error, words) : null
  return told ?? byStatus(status, words)
}

/** What an answer with another status than success means. */
export function faultOfRefusal({ status, body, delay }: RefusedAnswer): Fault {
  if (isForeign(status, body)) return new Fault('BAD_RESPONSE', { status, words: body })
  const error = providerErrorIn(parseJson(body))
  const words = error ? wordsOf(error) : body.slice(0, wireBounds.words)
  const code = codeOf(status, words, error)
  const isBusy =
    code === 'RATE_LIMITED' || code === 'PROVIDER_UNAVAILABLE' || (status >= 500 && code === 'PROVIDER_ERROR')
  return new Fault(code, { status, words, busy: isBusy, delay: delay ?? error?.delay ?? null })
}

/** What an error in the midst of an answer that began well means. */
export function faultOfEvent(error: ProviderError): Fault {
  const { status } = error
  const words = wordsOf(error)
  if (keyLeaked.test(words)) return new Fault('KEY_LEAKED', { words })
  const told = status === 413 ? 'TOO_LONG' : byItsCode(error, words)
  if (told) return new Fault(told, { words })
  if (status === null) return new Fault('PROVIDER_ERROR', { words })
  return new Fault(byStatus(status, words), { status, words })
}
