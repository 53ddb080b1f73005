import { describe, expect, it } from 'vitest'
import {
  connectionIdOf,
  modelGroups,
  modelTitle,
  namedModel,
  typedModel,
} from '../../renderer/models/modelNames.ts'
import type { ConnectionId, ModelId } from '../../shared/contract/base.ts'
import type { Connection } from '../../shared/contract/connections.ts'
import type { Model } from '../../shared/contract/models.ts'

const gemini = 'gemini' as ConnectionId
const openai = 'openai' as ConnectionId
const server = 'server-0a1b2c3d' as ConnectionId

function model(id: string, values: Partial<Model> = {}): Model {
  const modelId = id as ModelId
  const name = id.slice(id.indexOf(':') + 1)
  const described = { description: '', bundled: false, contextTokens: null, accepts: null }
  return { id: modelId, name, ...described, connectionId: connectionIdOf(modelId), ...values }
}

function connection(id: ConnectionId, name: string): Connection {
  const kind = id === gemini || id === openai ? id : 'server'
  const state = {
    baseUrl: null,
    keyHint: null,
    keySource: 'none',
    keyElsewhere: null,
    headerNames: [],
    modelsFetchedAt: null,
  } as const
  return { id, kind: kind as Connection['kind'], name, ...state, headerNames: [] }
}

const connections = [connection(gemini, 'Gemini'), connection(openai, 'OpenAI'), connection(server, 'Ollama')]

describe('the groups of models', () => {
  it('stand in the order of the connections with this machine first, and none is empty', () => {
    const models = [model(`${server}:llama3.2:3b`), model('local:starter'), model('gemini:gemini-2.5-flash')]
    const groups = modelGroups(models, connections, null)
    expect(groups.map(({ name }) => name)).toEqual(['On this machine', 'Gemini', 'Ollama'])
    expect(groups[2]?.models.map(({ name }) => name)).toEqual(['llama3.2:3b'])
  })

  it('have a place for the chosen model when it was typed in, or its server is gone', () => {
    const typed = modelGroups([model('local:starter')], connections, 'openai:gpt-9' as ModelId)
    expect(typed.map(({ name }) => name)).toEqual(['On this machine', 'OpenAI'])
    const removed = modelGroups([model('local:starter')], [], `${server}:llama3` as ModelId)
    expect(removed.map(({ name }) => name)).toEqual(['On this machine', 'Removed server'])
  })

  it('lose no model while the connections are not fetched yet', () => {
    const models = [model('local:starter'), model('gemini:a'), model('openai:b')]
    expect(modelGroups(models, [], null).flatMap((group) => group.models)).toHaveLength(3)
  })
})

describe('a model that was typed in', () => {
  it('keeps the colons and slashes of its name', () => {
    const typed = typedModel(server, ' llama3.2:3b/chat ')
    expect(typed).toEqual({ modelId: `${server}:llama3.2:3b/chat` })
    const id = `${server}:llama3.2:3b/chat` as ModelId
    expect(namedModel([], id).name).toBe('llama3.2:3b/chat')
  })

  it('may be whatever a server lists', () => {
    for (const name of ['two words', 'mödel', 'C:\\models\\my model.gguf', '模型-一'])
      expect(typedModel(server, name)).toEqual({ modelId: `${server}:${name}` })
  })

  it('is refused where the contract would refuse it, with words', () => {
    for (const name of ['', '  ', 'two\nlines', '\uD800', 'x'.repeat(1_020)])
      expect(typedModel(server, name)).toHaveProperty('problem')
  })
})

describe('the title of a model', () => {
  it('says how much it reads at once and what it accepts, where that is known', () => {
    const title = modelTitle(
      model('openai:a', { description: 'Fast', contextTokens: 128_000, accepts: ['text', 'image'] }),
    )
    expect(title).toBe('Fast. Reads 128,000 tokens at once. Accepts text and image.')
    expect(modelTitle(model('openai:a'))).toBe('')
  })
})
