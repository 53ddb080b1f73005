import { expect, it } from 'vitest'
import { createProfileProvider } from '../../electron/core/providers/profileProvider.ts'
import type { ProviderPart } from '../../electron/core/providers/provider.ts'
import { modelId } from '../../shared/contract/base.ts'
import { question } from './asking.ts'

it('tells reasoning from text in what a model on this machine writes', async () => {
  const written: readonly ProviderPart[] = [
    { type: 'text', text: '<thi' },
    { type: 'text', text: 'nk>Hm.</think>\n\nGood. <' },
    { type: 'finish', reason: 'stop' },
  ]
  const provider = createProfileProvider({
    local: {
      stream: () =>
        (async function* () {
          yield* written
        })(),
    },
    remote: () => {
      throw new Error('not asked')
    },
    endpointOf: async () => null,
    localSettings: () => ({ threads: 0, keepInMemory: 0 }),
  })
  const parts: ProviderPart[] = []
  const request = question({ modelId: modelId.parse('local:starter') })
  for await (const part of provider.stream(request, new AbortController().signal)) parts.push(part)
  expect(parts).toEqual([
    { type: 'reasoning', text: 'Hm.' },
    { type: 'text', text: 'Good. ' },
    { type: 'text', text: '<' },
    { type: 'finish', reason: 'stop' },
  ])
})
