import type { IncomingMessage } from 'node:http'

/**
 * Which requests the server host answers at all. It listens on the loopback interface, so what has to be kept out
 * is a web page in the same browser: one whose own name was made to point at 127.0.0.1 (DNS rebinding: its `Host`
 * is not ours), or one that connects here from its own origin (cross-site WebSocket: its `Origin` is not ours).
 */
export interface RequestPolicy {
  /** Pages and files: only under a loopback name of this very port. */
  allowsHost(request: IncomingMessage): boolean
  /** The WebSocket: from a page of this very host and port, and nothing without an `Origin`. */
  allowsOrigin(request: IncomingMessage): boolean
}

export function createRequestPolicy(port: number): RequestPolicy {
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`])
  const allowsHost = ({ headers }: IncomingMessage): boolean => hosts.has(headers.host?.toLowerCase() ?? '')

  return {
    allowsHost,
    allowsOrigin: (request) =>
      allowsHost(request) && request.headers.origin === `http://${request.headers.host?.toLowerCase() ?? ''}`,
  }
}
