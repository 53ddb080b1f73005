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
  UND_ERR_CONNECT_TIMEOUT: 'timed-out',
  UND_ERR_HEADERS_TIMEOUT: 'timed-out',
  UND_ERR_BODY_TIMEOUT: 'timed-out',
  ECONNRESET: 'connection-lost',
  EPIPE: 'connection-lost',
  UND_ERR_SOCKET: 'connection-lost',
}

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
  if (code !== null && Object.hasOwn(byCode, code)) return byCode[code] ?? null
  // Node's fetch reports everything between it and the server as a TypeError: bad protocols and TLS too.
  return error instanceof TypeError && /fetch failed|terminated/u.test(error.message) ? 'no-network' : null
}

/** Problems that may pass by themselves: the attempt is repeated. */
export function mayPass(problem: DownloadProblem): boolean {
  return ['no-network', 'timed-out', 'connection-lost', 'server-error'].includes(problem)
}
