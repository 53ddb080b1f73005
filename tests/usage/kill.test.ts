import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { messageId, modelId } from '../../shared/contract/base.ts'
import { linkTestModel } from '../models/testModels.ts'
import { temporaryFolder } from '../support/folders.ts'
import { startServer } from '../support/server.ts'
import { connectWindow, openBrowser } from '../support/webSocketClient.ts'

const slow = modelId.parse('local:slow')
const password = 'correct horse'

it('frees what an answer held, charges nothing for it and records it, when the process is killed in its midst', async () => {
  const { folder, remove } = temporaryFolder()
  onTestFinished(remove)
  await linkTestModel('slow', path.join(folder, 'models', 'slow'))
  const killed = await startServer(folder)
  const { client } = await connectWindow(await openBrowser(killed.address))
  await client.profiles.create({ userName: 'Ada', email: null, password })
  await client.budget.update({ enabled: true, costPerRequest: 4_000 })
  const question = {
    conversationId: null,
    messageId: messageId.parse(randomUUID()),
    text: 'A story.',
    modelId: slow,
  }
  for await (const event of await client.events.subscribe({})) {
    if (event.type === 'ready') await client.chat.send({ ...question, settings: null })
    if (event.type === 'answer-text') break
  }
  expect(await client.budget.get({})).toMatchObject({ balance: 4_000, available: 0 })
  await killed.kill()

  const server = await startServer(folder)
  onTestFinished(() => server.kill())
  const again = (await connectWindow(await openBrowser(server.address))).client
  await again.profiles.signIn({ login: 'Ada', password, staySignedIn: false })
  expect(await again.budget.get({})).toMatchObject({ balance: 4_000, available: 4_000 })
  const { requests } = await again.usage.requests({ cursor: null, limit: 10 })
  expect(requests).toMatchObject([{ state: 'interrupted', charged: 0, duration: null, modelName: 'Slow' }])
}, 60_000)
