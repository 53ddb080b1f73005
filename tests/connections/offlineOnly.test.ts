import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ConnectionId, MessageId, ModelId } from '../../shared/contract/base.ts'
import type { Precision, Repository } from '../../shared/contract/downloads.ts'
import { codeOf, newMessageId } from '../contract/conversing.ts'
import { transports, type TestApplication, type TestWindow } from '../contract/transports.ts'
import { startHub, type HubServer } from '../fakes/hub/hubServer.ts'
import { startFakeOpenAi, openAi } from '../fakes/fakeOpenAi.ts'
import { testKey } from '../fakes/fakeProtocol.ts'
import type { Fake } from '../fakes/fakeServer.ts'
import { ensureTestModel } from '../models/testModels.ts'

const repository = 'confab-tests/tiny' as Repository
const precision: Precision = 'q8'
/** To the core these are servers of the network as long as servers on this computer are not allowed for. */
const offline = { offlineOnly: true, offlineLocalServers: false }
const online = { offlineOnly: false, offlineLocalServers: true }

/** Counts the sockets that this process opens to a fake while some work is done. */
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

describe('Offline only', () => {
  let application: TestApplication
  let window: TestWindow
  let fake: Fake
  let hub: HubServer
  let connectionId: ConnectionId
  let model: ModelId

  beforeAll(async () => {
    fake = await startFakeOpenAi()
    hub = await startHub(await ensureTestModel('tiny'), repository)
    const [ports] = transports
    if (!ports) throw new Error('there is no transport')
    application = await ports.start({ CONFAB_MODELS_URL: hub.url })
    window = await application.connect()
    await window.client.profiles.create({ userName: 'Ada', email: null, password: 'correct horse' })
    const { connection } = await window.client.connections.saveServer({
      connectionId: null,
      name: 'Fake',
      baseUrl: fake.baseUrl,
      apiKey: testKey,
      headers: null,
    })
    connectionId = connection.id
    model = `${connectionId}:any` as ModelId
  }, 60_000)

  afterAll(async () => {
    await application.close()
    await fake.close()
    await hub.close()
  })

  beforeEach(async () => {
    fake.answerWith()
    fake.answerTitlesWith()
    await window.client.preferences.update(online)
  })

  async function ask() {
    return window.client.chat.send({
      conversationId: null,
      messageId: newMessageId(),
      text: 'hello',
      modelId: model,
      settings: null,
    })
  }

  async function answerOf(answer: { readonly conversationId: never; readonly answerId: MessageId }) {
    const { conversationId } = answer
    const { messages } = await window.client.conversations.open({
      conversationId,
      aroundMessageId: null,
      limit: 10,
    })
    return messages.find(({ id }) => id === answer.answerId)
  }

  async function ended(answer: Awaited<ReturnType<typeof ask>>) {
    const given = { conversationId: answer.conversationId as never, answerId: answer.answerId }
    await expect.poll(async () => (await answerOf(given))?.state, { timeout: 10_000 }).not.toBe('streaming')
    return answerOf(given)
  }

  it('opens no socket for an answer, a list of models, a test or a download', async () => {
    await window.client.preferences.update(offline)
    const before = fake.requests.length
    const sockets = await socketsDuring(async () => {
      expect(await ended(await ask())).toMatchObject({ state: 'failed', errorCode: 'OFFLINE_ONLY' })
      expect(await codeOf(window.client.connections.refreshModels({ connectionId }))).toBe('OFFLINE_ONLY')
      expect(await codeOf(window.client.connections.test({ connectionId }))).toBe('OFFLINE_ONLY')
      const refused = { outcome: 'refused', problem: 'offline-only' }
      expect(await window.client.downloads.plan({ repository })).toEqual(refused)
      expect(await window.client.downloads.start({ repository, precision })).toEqual(refused)
    })
    expect(sockets).toBe(0)
    expect(fake.requests).toHaveLength(before)
  })

  it('ends an answer under way when it is switched on: stopped, its text kept, the reason said', async () => {
    const begun = Promise.withResolvers<void>()
    fake.answerWith({
      headers: { 'content-type': 'text/event-stream' },
      steps: [{ write: openAi.text('so far') }, { tell: () => begun.resolve() }, { hang: true }],
    })
    const answer = await ask()
    await begun.promise
    const reached = async () =>
      (await answerOf({ conversationId: answer.conversationId as never, answerId: answer.answerId }))?.text
    await expect.poll(reached).toBe('so far')
    const sockets = await socketsDuring(async () => {
      await window.client.preferences.update(offline)
      expect(await ended(answer)).toMatchObject({
        state: 'stopped',
        text: 'so far',
        errorCode: null,
        finishReason: 'offline',
      })
    })
    expect(sockets).toBe(0)
    await expect.poll(() => fake.connections).toBe(0)
  })

  it('ends the wait before another attempt', async () => {
    fake.answerWith({ ...openAi.refusals.rateLimited, headers: { 'retry-after': '30' } })
    const answer = await ask()
    await expect.poll(() => fake.requests.length).toBeGreaterThan(0)
    const asked = fake.requests.length
    await window.client.preferences.update(offline)
    expect(await ended(answer)).toMatchObject({ state: 'stopped', finishReason: 'offline', text: '' })
    expect(fake.requests).toHaveLength(asked)
  })

  it('ends a list of models and a title that are being asked for', async () => {
    fake.answerTitlesWith({ status: null, steps: [{ hang: true }] })
    await ended(await ask())
    await expect.poll(() => fake.titleRequests.length).toBeGreaterThan(0)
    fake.answerWith({ status: null, steps: [{ hang: true }] })
    const asked = fake.requests.length
    const listing = codeOf(window.client.connections.refreshModels({ connectionId }))
    await expect.poll(() => fake.requests.length).toBe(asked + 1)
    await window.client.preferences.update(offline)
    expect(await listing).toBe('OFFLINE_ONLY')
    await expect.poll(() => fake.connections).toBe(0)
  })

  it('ends a plan and a download under way, which can be gone on with', async () => {
    hub.fail('', { kind: 'hang' }, 1)
    const planned = window.client.downloads.plan({ repository })
    await expect.poll(() => hub.requests.length).toBeGreaterThan(0)
    await window.client.preferences.update(offline)
    expect(await planned).toEqual({ outcome: 'refused', problem: 'offline-only' })

    await window.client.preferences.update(online)
    hub.fail('onnx/encoder_model_quantized.onnx', { kind: 'hang' })
    await window.client.downloads.start({ repository, precision })
    const asked = () => hub.requests.some(({ path }) => /cdn.*encoder_model/u.test(path))
    await expect.poll(asked, { timeout: 10_000 }).toBe(true)
    const sockets = await socketsDuring(async () => {
      await window.client.preferences.update(offline)
      const { downloads } = await window.client.downloads.list({})
      expect(downloads).toMatchObject([{ state: 'paused' }])
    })
    expect(sockets).toBe(0)
    hub.heal()
  })

  it('leaves servers on this computer as they are where they are allowed', async () => {
    await window.client.preferences.update({ offlineOnly: true, offlineLocalServers: true })
    expect(await ended(await ask())).toMatchObject({ state: 'complete', text: 'Hello from the fake.' })
    await window.client.connections.refreshModels({ connectionId })
    const refused = { outcome: 'refused', problem: 'offline-only' }
    expect(await window.client.downloads.plan({ repository })).toEqual(refused)
  })

  it('asks a server of the network by no name', async () => {
    const { connection } = await window.client.connections.saveServer({
      connectionId: null,
      name: 'Elsewhere',
      baseUrl: 'https://models.example/v1',
      apiKey: testKey,
      headers: null,
    })
    await window.client.preferences.update({ offlineOnly: true, offlineLocalServers: true })
    const sockets = await socketsDuring(async () => {
      const { id } = connection
      expect(await codeOf(window.client.connections.refreshModels({ connectionId: id }))).toBe('OFFLINE_ONLY')
    })
    expect(sockets).toBe(0)
  })
})
