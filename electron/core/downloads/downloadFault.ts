import type { DownloadProblem } from '../../../shared/contract/downloads.ts'

/** A foreseen end of a download. */
export class DownloadFault extends Error {
  readonly problem: DownloadProblem

  constructor(problem: DownloadProblem) {
    super(problem)
    this.name = 'DownloadFault'
    this.problem = problem
  }
}

const byCode: Readonly<Record<string, DownloadProblem>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EACCES: 'cannot-write',
  EPERM: 'cannot-write',
  EROFS: 'cannot-write',
  EISDIR: 'cannot-write',
  ENOTDIR: 'cannot-write',
  ENOTFOUND: 'no-network',
  EAI_AGAIN: 'no-network',
  ECONNREFUSED: 'no-network',
  ENETUNREACH: 'no-network',
  EHOSTUNREACH: 'no-network',
  ENETDOWN: 'no-network',
  ETIMEDOUT: 'timed-out',
  ECONNRESET: 'connection-lost',
  EPIPE: 'connection-lost',
}

/** What Node and OpenSSL call certificates and encryption that are not as they should be. */
const untrusted = /^(?:EPROTO$|ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_)/u
/** What answers does not speak HTTP. */
const noHttp = /^HPE_/u

function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  if ('code' in error && typeof error.code === 'string') return error.code
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  return codeOf(error.cause)
}

/** What went wrong, as far as it was to be foreseen; null for a defect of ours. */
export function problemOf(error: unknown): DownloadProblem | null {
  if (error instanceof DownloadFault) return error.problem
  const code = codeOf(error)
  if (code === null) return null
  if (Object.hasOwn(byCode, code)) return byCode[code] ?? null
  return untrusted.test(code) ? 'no-network' : noHttp.test(code) ? 'connection-lost' : null
}

/** Problems that may pass by themselves: the attempt is repeated. */
export function mayPass(problem: DownloadProblem): boolean {
  return ['no-network', 'timed-out', 'connection-lost', 'server-error'].includes(problem)
}
