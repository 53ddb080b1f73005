import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { expect, it } from 'vitest'
import { createProfileProvider } from '../../electron/core/providers/profileProvider.ts'
import type { ProviderPart } from '../../electron/core/providers/provider.ts'
import { createRemoteProvider } from '../../electron/core/providers/remote/remoteProvider.ts'
import { modelId } from '../../shared/contract/base.ts'
import { startFakeOpenAi } from '../fakes/fakeOpenAi.ts'
import { memoryLogger } from '../support/memoryLogger.ts'

/** Counts the sockets that this process opens while some work is done. */
async function socketsDuring(work: () => Promise<unknown>): Promise<number> {
  let sockets = 0
  const count = (): void => {
    sockets += 1
  }
  subscribe('net.client.socket', count)
  try {
    await work()
    return sockets
  } finally {
    unsubscribe('net.client.socket', count)
  }
}

it('opens no socket for a profile that works offline only, and one for any other', async () => {
  const fake = await startFakeOpenAi()
  let offline = true
  const provider = createProfileProvider({
    local: { stream: () => (async function* () {})() },
    remote: (endpoint) => createRemoteProvider(endpoint, { logger: memoryLogger() }),
    endpointOf: async () => ({ kind: 'openai', baseUrl: fake.baseUrl, apiKey: 'test-key-1234', headers: {} }),
    isOffline: () => offline,
    localSettings: () => ({ threads: 0, keepInMemory: 1_000 }),
  })
  async function ask(): Promise<readonly ProviderPart[]> {
    const parts: ProviderPart[] = []
    const messages = [{ role: 'user', text: 'hello' }] as const
    const request = { modelId: modelId.parse('openai:any'), systemPrompt: '', parameters: {}, messages }
    for await (const part of provider.stream(request, new AbortController().signal)) parts.push(part)
    return parts
  }
  let parts: readonly ProviderPart[] = []
  const refused = await socketsDuring(async () => {
    parts = await ask()
  })
  expect(parts).toEqual([{ type: 'error', code: 'OFFLINE_ONLY' }])
  expect(refused).toBe(0)
  expect(fake.requests).toHaveLength(0)

  offline = false
  const allowed = await socketsDuring(async () => {
    parts = await ask()
  })
  expect(parts.at(-1)).toMatchObject({ type: 'finish' })
  expect(allowed).toBeGreaterThan(0)
  await fake.close()
})
