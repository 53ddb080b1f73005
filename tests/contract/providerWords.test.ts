import { safe } from '@orpc/client'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { bounds } from '../../shared/bounds.ts'
import type { ConnectionId, ModelId } from '../../shared/contract/base.ts'
import { openAi, startFakeOpenAi } from '../fakes/fakeOpenAi.ts'
import { jsonAnswer, testKey } from '../fakes/fakeProtocol.ts'
import type { Fake, FakeAnswer } from '../fakes/fakeServer.ts'
import { starter } from './conversing.ts'
import { transports, type TestApplication, type TestWindow } from './transports.ts'

const header = 'a-secret-of-the-header'

function refusal(message: string): FakeAnswer {
  return jsonAnswer(400, { error: { message, type: 'invalid_request_error', code: null } })
}

describe.each(transports)('what a server says of a failure, over a $name', ({ start }) => {
  let application: TestApplication
  let window: TestWindow
  let fake: Fake
  let connectionId: ConnectionId

  beforeAll(async () => {
    fake = await startFakeOpenAi()
    application = await start()
    window = await application.connect()
    await window.client.profiles.create({ userName: 'Ada', email: null, password: 'correct horse' })
    const { connection } = await window.client.connections.saveServer({
      connectionId: null,
      name: 'Fake',
      baseUrl: fake.baseUrl,
      apiKey: testKey,
      headers: { 'X-Team': header },
    })
    connectionId = connection.id
  }, 60_000)

  afterAll(async () => {
    await application.close()
    await fake.close()
  })

  beforeEach(async () => {
    fake.answerWith()
    await window.client.preferences.update({ modelId: starter })
  })

  const test = () => window.client.connections.test({ connectionId })

  /** The declared error of a list of models that is fetched anew. */
  async function refreshed(): Promise<unknown> {
    const { error } = await safe(window.client.connections.refreshModels({ connectionId }))
    return error
  }

  it('reaches the window that tests it or asks for its models, without secrets', async () => {
    fake.answerWith(refusal(`Project ${testKey} of ada@example.org (${header}) is closed.`))
    const said = { problem: 'REQUEST_REFUSED', details: 'HTTP 400: Project ••• of ••• (•••) is closed.' }
    expect(await test()).toEqual({ ...said, modelCount: 0 })
    expect(await refreshed()).toMatchObject({ code: 'PROVIDER_FAILED', data: said })
    expect(application.log.join('\n')).not.toMatch(/Project|ada@example|test-key|a-secret/u)
  })

  it('is cut where it goes on and on', async () => {
    fake.answerWith(refusal('No and no. '.repeat(5_000)))
    const { details } = await test()
    expect(details).toMatch(/^HTTP 400: No and no\. .*…$/u)
    expect(details).toHaveLength(bounds.errorDetails.max)
    expect(await refreshed()).toMatchObject({ data: { details } })
  })

  it('is told also where the list is good and the model of new chats is refused', async () => {
    await window.client.preferences.update({ modelId: `${connectionId}:fake-small` as ModelId })
    const list = jsonAnswer(200, { object: 'list', data: [{ id: 'fake-small' }] })
    fake.answerWith(list, refusal(`Not for ${testKey}.`))
    expect(await test()).toEqual({
      problem: 'REQUEST_REFUSED',
      details: 'HTTP 400: Not for •••.',
      modelCount: 1,
    })
    fake.answerWith(list, openAi.answer('Yes.'))
    expect(await test()).toEqual({ problem: null, details: null, modelCount: 1 })
  })

  it('is nothing where nobody answered', async () => {
    fake.answerWith({ status: null, steps: [{ drop: true }] })
    const said = { problem: 'CONNECTION_LOST', details: null }
    expect(await test()).toEqual({ ...said, modelCount: 0 })
    expect(await refreshed()).toMatchObject({ code: 'PROVIDER_FAILED', data: said })
  })
})
