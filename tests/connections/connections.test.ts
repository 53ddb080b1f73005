import { expect, it } from 'vitest'
import { z } from 'zod'
import { Connections } from '../../electron/core/connections/connections.ts'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import type {
  Endpoint,
  ModelListing,
  RemoteModel,
  RemoteProvider,
} from '../../electron/core/providers/provider.ts'
import { connectionId, modelId } from '../../shared/contract/base.ts'
import { model } from '../../shared/contract/models.ts'
import { temporaryProfile } from '../database/temporaryProfile.ts'

const gemini = connectionId.parse('gemini')
const openai = connectionId.parse('openai')
const secret = 'AIza-very-secret-key-9876'

const unasked: RemoteProvider = {
  listModels: async () => ({ models: [], problem: null }),
  stream: () => (async function* () {})(),
}

/** Connections of a new profile, and the endpoints that were asked for models. */
async function start(environment: Record<string, string> = {}, listing?: ModelListing) {
  const database: ProfileDatabase = await temporaryProfile().open()
  const asked: Endpoint[] = []
  const connections = new Connections({
    database,
    environment,
    now: () => 7,
    remote: (endpoint) => ({
      async listModels() {
        asked.push(endpoint)
        return listing ?? { models: [], problem: null }
      },
      stream: () => (async function* () {})(),
    }),
  })
  return { connections, asked, database }
}

it('begins with Gemini and OpenAI, without keys', async () => {
  const { connections } = await start()
  const list = await connections.list()
  expect(list.map(({ name, keySource, keyHint }) => [name, keySource, keyHint])).toEqual([
    ['Gemini', 'none', null],
    ['OpenAI', 'none', null],
  ])
})

it('shows a window four characters of a key and gives the whole to nobody but the provider', async () => {
  const { connections, asked } = await start()
  const shown = await connections.setKey(gemini, secret)
  expect(shown).toMatchObject({ keyHint: '9876', keySource: 'profile' })
  expect(JSON.stringify(await connections.list())).not.toContain(secret)
  await connections.refreshModels(gemini)
  expect(asked[0]).toMatchObject({ kind: 'gemini', apiKey: secret })
  expect(await connections.setKey(gemini, null)).toMatchObject({ keyHint: null, keySource: 'none' })
})

it('shows nothing of a key so short that four characters would give it away', async () => {
  const { connections } = await start()
  expect(await connections.setKey(openai, 'short123')).toMatchObject({ keyHint: null, keySource: 'profile' })
})

it("uses the machine's key and address where the profile has none, and the profile's own before them", async () => {
  const { connections, asked } = await start({
    OPENAI_API_KEY: 'machine-key-000-1111',
    OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
  })
  expect((await connections.list())[1]).toMatchObject({ keyHint: '1111', keySource: 'environment' })
  await connections.setKey(openai, 'own-key-000-2222')
  await connections.refreshModels(openai)
  expect(asked[0]).toMatchObject({ apiKey: 'own-key-000-2222', baseUrl: 'http://127.0.0.1:9/v1' })
})

it('keeps a key and headers that are not given anew, and forgets the models of another address', async () => {
  const { connections, asked } = await start(
    {},
    {
      models: [{ name: 'llama3.2:1b', label: 'llama3.2:1b', contextTokens: 8192, accepts: null }],
      problem: null,
    },
  )
  const server = {
    name: 'Home',
    baseUrl: 'http://127.0.0.1:11434/v1',
    apiKey: 'key-0123456789',
    headers: { 'X-Team': 'a' },
  }
  const { id } = await connections.addServer(server)
  await connections.refreshModels(id)
  expect(await connections.models()).toMatchObject([
    { id: `${id}:llama3.2:1b`, contextTokens: 8192, accepts: null },
  ])
  const renamed = await connections.changeServer(id, {
    ...server,
    name: 'Cellar',
    apiKey: null,
    headers: null,
  })
  expect(renamed).toMatchObject({
    name: 'Cellar',
    keyHint: '6789',
    headerNames: ['X-Team'],
    modelsFetchedAt: 7,
  })
  await connections.changeServer(id, {
    ...server,
    baseUrl: 'http://127.0.0.1:11434/openai/v1',
    apiKey: null,
    headers: null,
  })
  expect(await connections.models()).toEqual([])
  await connections.refreshModels(id)
  expect(asked.at(-1)).toMatchObject({ apiKey: 'key-0123456789', headers: { 'X-Team': 'a' } })
})

const home = {
  name: 'Home',
  baseUrl: 'https://home.example/v1',
  apiKey: 'key-0123456789',
  headers: { 'X-Team': 'a' },
}
const unchanged = { apiKey: null, headers: null }

it.each([
  ['host', 'https://other.example/v1'],
  ['port', 'https://home.example:8443/v1'],
  ['scheme', 'http://home.example/v1'],
])('drops key and headers when an address gets another %s', async (_name, baseUrl) => {
  const { connections, asked } = await start()
  const { id } = await connections.addServer(home)
  const moved = await connections.changeServer(id, { ...home, ...unchanged, baseUrl })
  expect(moved).toMatchObject({ keySource: 'none', keyHint: null, headerNames: [] })
  await connections.changeServer(id, { ...home, ...unchanged })
  await connections.refreshModels(id)
  expect(asked.at(-1)).toMatchObject({ apiKey: null, headers: {} })
  await connections.changeServer(id, { ...home, baseUrl, apiKey: 'key-of-the-new-one', headers: {} })
  await connections.refreshModels(id)
  expect(asked.at(-1)).toMatchObject({ apiKey: 'key-of-the-new-one', headers: {} })
})

it("keeps a profile's key from an address that the machine leads its provider to later", async () => {
  const { connections, asked, database } = await start()
  await connections.setKey(openai, secret)
  const led = new Connections({
    database,
    environment: { OPENAI_BASE_URL: 'https://elsewhere.example/v1' },
    now: () => 7,
    remote: (endpoint) => {
      asked.push(endpoint)
      return { listModels: async () => ({ models: [], problem: null }), stream: async function* () {} }
    },
  })
  expect((await led.list())[1]).toMatchObject({
    keySource: 'none',
    keyElsewhere: 'https://api.openai.com',
  })
  await led.refreshModels(openai)
  expect(asked.at(-1)).toMatchObject({ apiKey: null, baseUrl: 'https://elsewhere.example/v1' })
  await led.setKey(openai, 'given-for-elsewhere')
  expect((await led.list())[1]).toMatchObject({ keySource: 'profile', keyElsewhere: null })
  expect((await connections.list())[1]).toMatchObject({
    keySource: 'none',
    keyElsewhere: 'https://elsewhere.example',
  })
})

it('takes any model name that is typed in, and none of a connection that is gone', async () => {
  const { connections } = await start()
  const { id } = await connections.addServer({
    name: 'Home',
    baseUrl: 'http://127.0.0.1:1/v1',
    apiKey: null,
    headers: null,
  })
  const typed = modelId.parse(`${id}:meta-llama/Llama-3.2:latest`)
  expect(await connections.modelName(typed)).toBe('meta-llama/Llama-3.2:latest')
  await connections.removeServer(id)
  expect(await connections.modelName(typed)).toBeNull()
  expect(await connections.endpoint(typed)).toBeNull()
  await expect(connections.removeServer(gemini)).rejects.toMatchObject({ code: 'CONNECTION_NOT_FOUND' })
})

it('keeps the list it has when a provider fails to give one', async () => {
  const { connections } = await start({}, { models: [], problem: 'KEY_REFUSED' })
  expect(await connections.refreshModels(gemini)).toMatchObject({ problem: 'KEY_REFUSED' })
  expect((await connections.list())[0]).toMatchObject({ modelsFetchedAt: null })
})

it('puts a list right that an earlier version kept without bounds, and keeps what is sound of it', async () => {
  const rows: readonly RemoteModel[] = [
    { name: 'far', label: 'Far', contextTokens: 9_007_199_254_740_992, accepts: null },
    { name: 'long', label: 'x'.repeat(10_000), contextTokens: 1.5, accepts: null },
    { name: 'my model', label: 'My model', contextTokens: -1, accepts: Array<string>(99).fill('text') },
    { name: '', label: '', contextTokens: null, accepts: null },
    ...Array.from({ length: 20_000 }, (_, index) => ({
      name: `m${index}`,
      label: `m${index}`,
      contextTokens: null,
      accepts: null,
    })),
  ]
  const database = await temporaryProfile().open()
  const row = {
    id: openai,
    name: 'OpenAI',
    baseUrl: null,
    apiKey: null,
    secretOrigin: null,
    headers: {},
    modelsFetchedAt: 1,
  }
  await database.putConnection({ ...row, models: rows })
  const connections = new Connections({ database, environment: {}, now: () => 7, remote: () => unasked })
  const models = await connections.models()
  expect(z.array(model).safeParse(models).success).toBe(true)
  expect(models).toHaveLength(5_000)
  expect(models[0]).toMatchObject({ id: 'openai:far', contextTokens: 1_000_000_000 })
  expect(models[2]).toMatchObject({ id: 'openai:my model', contextTokens: null })
  expect((await database.connections())[0]?.models).toHaveLength(5_000)
})
