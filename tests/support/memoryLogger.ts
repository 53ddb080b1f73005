import { describeError } from '../../electron/core/describeError.ts'
import type { Logger } from '../../electron/core/host.ts'

/** A logger that keeps what it is told, for tests that read it. */
export function memoryLogger(): Logger & { readonly lines: string[] } {
  const lines: string[] = []
  return {
    lines,
    info: (message) => lines.push(message),
    warn: (message) => lines.push(message),
    error: (message, error) => lines.push(`${message}: ${describeError(error)}`),
  }
}
