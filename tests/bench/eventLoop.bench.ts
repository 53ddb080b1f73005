import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createCore } from '../../electron/core/core.ts'
import { startHttpServer } from '../../electron/server/httpServer.ts'
import type { MessageId, ModelId } from '../../shared/contract/base.ts'
import { linkTestModel } from '../models/testModels.ts'
import { temporaryFolder } from '../support/folders.ts'
import { testHost } from '../support/testHost.ts'
import { connectWindow } from '../support/webSocketClient.ts'
import type { Benchmark } from './benchmark.ts'

/** How long the core keeps others waiting while a local model answers to a connected window. */
export const benchmark: Benchmark = {
  name: 'event-loop',
  async run() {
    const { folder, remove } = temporaryFolder()
    await linkTestModel('slow', path.join(folder, 'models', 'slow'))
    const host = testHost(folder)
    const core = createCore(host)
    const server = await startHttpServer({ rendererFolder: folder, port: 0, core, logger: host.logger })
    const browser = { cookie: `confab_session=${'a'.repeat(43)}`, origin: `http://127.0.0.1:${server.port}` }
    const { client } = await connectWindow(browser)
    await client.profiles.create({ userName: 'Ada', email: null, password: 'correct horse' })

    const delay = monitorEventLoopDelay({ resolution: 1 })
    const events = await client.events.subscribe({})
    const messageId = randomUUID() as MessageId
    const modelId = 'local:slow' as ModelId
    let firstText = false
    for await (const event of events) {
      if (event.type === 'ready') {
        await client.chat.send({ conversationId: null, messageId, text: 'Go on.', modelId, settings: null })
      }
      if (event.type === 'answer-text' && !firstText) {
        firstText = true
        delay.enable()
      }
      if (event.type === 'answer-ended') break
    }
    delay.disable()
    await server.close()
    await core.close()
    remove()
    // The histogram's unit is the nanosecond, and its timer's own period is not a delay.
    const milliseconds = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - 1)
    return [
      {
        name: 'event-loop delay of the core while a model answers, p99',
        value: milliseconds(delay.percentile(99)),
        unit: 'ms',
        budget: 20,
      },
      {
        name: 'event-loop delay of the core while a model answers, max',
        value: milliseconds(delay.max),
        unit: 'ms',
        budget: null,
      },
    ]
  },
}
