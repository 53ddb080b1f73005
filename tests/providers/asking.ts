import type { ModelId } from '../../shared/contract/base.ts'
import type { Logger } from '../../electron/core/host.ts'
import { describeError } from '../../electron/core/describeError.ts'
import type {
  Endpoint,
  ProviderPart,
  ProviderRequest,
  RemoteProvider,
} from '../../electron/core/providers/provider.ts'
import { NetworkGate } from '../../electron/core/providers/remote/networkGate.ts'
import { createRemoteProvider } from '../../electron/core/providers/remote/remoteProvider.ts'
import type { Timeouts } from '../../electron/core/providers/remote/timeouts.ts'
import { gemini } from '../fakes/fakeGemini.ts'
import { openAi } from '../fakes/fakeOpenAi.ts'
import { testKey } from '../fakes/fakeProtocol.ts'
import type { FakeProtocol } from '../fakes/fakeProtocol.ts'

/** The two libraries, each with the fake that speaks its protocol. */
export const protocols: readonly { readonly kind: 'gemini' | 'openai'; readonly fake: FakeProtocol }[] = [
  { kind: 'gemini', fake: gemini },
  { kind: 'openai', fake: openAi },
]

/** Short enough for tests and long enough for a machine with other things to do. */
export const testTimeouts: Partial<Timeouts> = {
  connect: 5_000,
  firstByte: 5_000,
  betweenParts: 5_000,
  firstRetry: 20,
}

/** Lets everything through. */
export function openGate(): NetworkGate {
  return new NetworkGate({ offlineOnly: false, localServers: true })
}

export interface Asker {
  readonly provider: RemoteProvider
  /** Everything that was written to the log. */
  readonly log: readonly string[]
}

/** A provider for tests, at the address of a fake or another one. */
export function askerOf(
  endpoint: Pick<Endpoint, 'kind' | 'baseUrl'> & Partial<Endpoint>,
  timeouts = {},
): Asker {
  const log: string[] = []
  const logger: Logger = {
    info: (message) => void log.push(message),
    warn: (message) => void log.push(message),
    error: (message, error) => void log.push(`${message} ${describeError(error)}`),
  }
  const provider = createRemoteProvider(
    { apiKey: testKey, headers: {}, ...endpoint },
    { logger, gate: openGate(), timeouts: { ...testTimeouts, ...timeouts } },
  )
  return { provider, log }
}

/** A question of one message, unless it is told otherwise. */
export function question(changes: Partial<ProviderRequest> = {}): ProviderRequest {
  return {
    modelId: 'gemini:gemini-2.5-flash' as ModelId,
    systemPrompt: '',
    parameters: {},
    messages: [{ role: 'user', text: 'Hello?' }],
    ...changes,
  }
}

/** All parts of an answer. */
export async function partsOf(
  provider: RemoteProvider,
  request: ProviderRequest = question(),
  signal: AbortSignal = new AbortController().signal,
): Promise<readonly ProviderPart[]> {
  const parts: ProviderPart[] = []
  for await (const part of provider.stream(request, signal)) parts.push(part)
  return parts
}

/** The parts of one type, put together. */
export function textIn(parts: readonly ProviderPart[], type: 'text' | 'reasoning' = 'text'): string {
  return parts.map((part) => (part.type === type ? part.text : '')).join('')
}
