import type { Logger } from '../../host.ts'
import type { Endpoint } from '../provider.ts'
import type { Fault } from './fault.ts'
import type { Protocol } from './protocol.ts'
import type { NetworkGate } from './networkGate.ts'
import type { Timeouts } from './timeouts.ts'
import { createWire } from './wire.ts'
import type { Wire, WireOptions } from './wire.ts'

/** Who is asked, and how. */
export interface Asked {
  readonly endpoint: Endpoint
  readonly protocol: Protocol
  readonly logger: Logger
  readonly timeouts: Timeouts
  readonly gate: NetworkGate
  readonly now: () => number
}

/** A connection to be; `signal` closes it. */
export function wireTo(asked: Asked, signal: AbortSignal, expected: WireOptions['expected']): Wire {
  const { endpoint, gate, timeouts, now } = asked
  return createWire({ endpoint, timeouts, gate, signal, now, expected })
}

/** Of a fault only its code, its status and what `describeError` leaves of its cause: bodies and addresses may hold keys. */
export function logFault({ endpoint, logger }: Asked, fault: Fault): void {
  const status = fault.status === null ? '' : `, status ${fault.status}`
  const message = `the provider ${endpoint.kind} failed: ${fault.code}${status}`
  if (fault.cause === undefined) logger.warn(message)
  else logger.error(message, fault.cause)
}
