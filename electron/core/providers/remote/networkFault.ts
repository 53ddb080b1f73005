import type { AnswerErrorCode } from '../../../../shared/errors.ts'
import { Fault } from './fault.ts'

const known: Readonly<Record<string, AnswerErrorCode>> = {
  ECONNREFUSED: 'CONNECTION_REFUSED',
  ENOTFOUND: 'NAME_NOT_RESOLVED',
  EAI_AGAIN: 'NAME_NOT_RESOLVED',
  EAI_FAIL: 'NAME_NOT_RESOLVED',
  EAI_NODATA: 'NAME_NOT_RESOLVED',
  EAI_NONAME: 'NAME_NOT_RESOLVED',
  EHOSTUNREACH: 'NETWORK_UNREACHABLE',
  EHOSTDOWN: 'NETWORK_UNREACHABLE',
  ENETUNREACH: 'NETWORK_UNREACHABLE',
  ENETDOWN: 'NETWORK_UNREACHABLE',
  EADDRNOTAVAIL: 'NETWORK_UNREACHABLE',
  ETIMEDOUT: 'TIMED_OUT',
  ECONNRESET: 'CONNECTION_LOST',
  ECONNABORTED: 'CONNECTION_LOST',
  EPIPE: 'CONNECTION_LOST',
  ERR_STREAM_PREMATURE_CLOSE: 'CONNECTION_LOST',
  EPROTO: 'TLS_FAILED',
  HOSTNAME_MISMATCH: 'TLS_FAILED',
}

/** The codes with which OpenSSL and Node refuse a certificate or a handshake. */
const encryption =
  /^(?:ERR_TLS|ERR_SSL|CERT_|CRL_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|UNABLE_TO_|\w*SELF_SIGNED)/

/** The code that Node gives an error; of several attempts (IPv6 and IPv4) that of the first. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  return error instanceof AggregateError ? codeOf(error.errors[0]) : ''
}

/** What an error of Node's network means. `securing`: the handshake of the encryption was under way. */
export function faultOfNetwork(cause: unknown, securing: boolean): Fault {
  if (cause instanceof Fault) return cause
  const code = codeOf(cause)
  if (encryption.test(code)) return new Fault('TLS_FAILED', { cause })
  // Whoever is there does not speak HTTP.
  if (code.startsWith('HPE_')) return new Fault('BAD_RESPONSE', { cause })
  const meaning = Object.hasOwn(known, code) ? known[code] : undefined
  if (meaning === 'CONNECTION_LOST' && securing) return new Fault('TLS_FAILED', { cause })
  return new Fault(meaning ?? 'INTERNAL', { cause })
}
