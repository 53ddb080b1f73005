import type { Logger } from '../../host.ts'
import { createPartQueue } from '../partQueue.ts'
import type { Endpoint, ProviderPart, ProviderRequest, RemoteProvider } from '../provider.ts'
import type { Asked } from './asked.ts'
import { createGemini } from './gemini.ts'
import { listModels } from './listModels.ts'
import { createOpenAi } from './openAi.ts'
import { addressOf, type Protocol } from './protocol.ts'
import type { NetworkGate } from './networkGate.ts'
import { usualTimeouts } from './timeouts.ts'
import type { Timeouts } from './timeouts.ts'
import { writeAnswer } from './writeAnswer.ts'

export interface RemoteProviderOptions {
  readonly logger: Logger
  /** Whom the profile may ask. */
  readonly gate: NetworkGate
  /** Those that are left out are the usual ones. */
  readonly timeouts?: Partial<Timeouts>
  /** The time in epoch milliseconds. */
  readonly now?: () => number
}

function protocolOf(endpoint: Endpoint): Protocol {
  switch (endpoint.kind) {
    case 'gemini':
      return createGemini(endpoint)
    case 'openai':
    case 'server':
      return createOpenAi(endpoint)
  }
}

async function* stream(
  asked: Asked,
  request: ProviderRequest,
  signal: AbortSignal,
): AsyncGenerator<ProviderPart> {
  const parts = createPartQueue()
  const left = new AbortController()
  function leave(): void {
    parts.close()
    left.abort()
  }
  signal.addEventListener('abort', leave, { once: true })
  void writeAnswer(asked, request, parts, left.signal)
  try {
    yield* parts
  } finally {
    signal.removeEventListener('abort', leave)
    leave()
  }
}

/** Ends an answer, also between its attempts, when the profile may not ask that address any more. */
async function* streamWhileAllowed(
  asked: Asked,
  request: ProviderRequest,
  signal: AbortSignal,
): AsyncGenerator<ProviderPart> {
  const pass = asked.gate.enter(addressOf(asked.endpoint))
  try {
    yield* stream(asked, request, AbortSignal.any([signal, pass.signal]))
    if (pass.signal.aborted && !signal.aborted) yield { type: 'stopped', reason: 'offline' }
  } finally {
    pass.leave()
  }
}

/**
 * A provider that is asked over the network. Its library is loaded when it is asked for the first time, and each
 * question has a connection of its own that ends with it.
 */
export function createRemoteProvider(endpoint: Endpoint, options: RemoteProviderOptions): RemoteProvider {
  const asked: Asked = {
    endpoint,
    protocol: protocolOf(endpoint),
    logger: options.logger,
    gate: options.gate,
    timeouts: { ...usualTimeouts, ...options.timeouts },
    now: options.now ?? Date.now,
  }
  const keyMissing = endpoint.kind !== 'server' && !endpoint.apiKey

  return {
    async *stream(request, signal) {
      if (signal.aborted) return
      if (!options.gate.allows(addressOf(endpoint))) yield { type: 'error', code: 'OFFLINE_ONLY' }
      else if (keyMissing) yield { type: 'error', code: 'KEY_MISSING' }
      else yield* streamWhileAllowed(asked, request, signal)
    },
    async listModels(signal) {
      if (!options.gate.allows(addressOf(endpoint))) return { models: [], problem: 'OFFLINE_ONLY' }
      if (keyMissing) return { models: [], problem: 'KEY_MISSING' }
      const pass = options.gate.enter(addressOf(endpoint))
      try {
        const listing = await listModels(asked, AbortSignal.any([signal, pass.signal]))
        return pass.signal.aborted ? { models: [], problem: 'OFFLINE_ONLY' } : listing
      } finally {
        pass.leave()
      }
    },
  }
}
