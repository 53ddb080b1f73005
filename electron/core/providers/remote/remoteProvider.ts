import type { Logger } from '../../host.ts'
import { createPartQueue } from '../partQueue.ts'
import type { Endpoint, ProviderPart, ProviderRequest, RemoteProvider } from '../provider.ts'
import type { Asked } from './asked.ts'
import { createGemini } from './gemini.ts'
import { listModels } from './listModels.ts'
import { createOpenAi } from './openAi.ts'
import type { Protocol } from './protocol.ts'
import { usualTimeouts } from './timeouts.ts'
import type { Timeouts } from './timeouts.ts'
import { writeAnswer } from './writeAnswer.ts'

export interface RemoteProviderOptions {
  readonly logger: Logger
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

/**
 * A provider that is asked over the network. Its library is loaded when it is asked for the first time, and each
 * question has a connection of its own that ends with it.
 */
export function createRemoteProvider(endpoint: Endpoint, options: RemoteProviderOptions): RemoteProvider {
  const asked: Asked = {
    endpoint,
    protocol: protocolOf(endpoint),
    logger: options.logger,
    timeouts: { ...usualTimeouts, ...options.timeouts },
    now: options.now ?? Date.now,
  }
  const keyMissing = endpoint.kind !== 'server' && !endpoint.apiKey

  return {
    async *stream(request, signal) {
      if (signal.aborted) return
      if (keyMissing) yield { type: 'error', code: 'KEY_MISSING' }
      else yield* stream(asked, request, signal)
    },
    async listModels(signal) {
      return keyMissing ? { models: [], problem: 'KEY_MISSING' } : await listModels(asked, signal)
    },
  }
}
