import { describe, expect, it } from 'vitest'
import { createTitles, type TitlesOptions } from '../../electron/core/chat/titles.ts'
import { mayNameChats } from '../../electron/core/chat/mayNameChats.ts'
import { titleInstruction } from '../../electron/core/chat/titleText.ts'
import { defaultPreferences } from '../../electron/core/database/preferences.ts'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import type { ProviderPart, ProviderRequest } from '../../electron/core/providers/provider.ts'
import { modelId } from '../../shared/contract/base.ts'
import type { Event } from '../../shared/contract/events.ts'
import { answeredTurn, starter, temporaryProfile } from '../database/temporaryProfile.ts'
import { memoryLogger } from '../support/memoryLogger.ts'
import { balanceOf, end, remoteModel, remoteTurn, setBudget } from '../usage/usageTest.ts'

const usage: ProviderPart = { type: 'usage', inputTokens: 60, outputTokens: 4 }
const finish: ProviderPart = { type: 'finish', reason: 'stop' }
const says = (text: string): readonly ProviderPart[] => [{ type: 'text', text }, usage, finish]

interface Asked {
  readonly database: ProfileDatabase
  readonly requests: ProviderRequest[]
  readonly events: Event[]
  readonly titles: ReturnType<typeof createTitles>
}

/** Titles that a fake model writes. */
async function titled(
  parts: readonly ProviderPart[] | ((signal: AbortSignal) => AsyncIterable<ProviderPart>),
  options: Partial<TitlesOptions> = {},
): Promise<Asked> {
  const database = await temporaryProfile().open()
  const requests: ProviderRequest[] = []
  const events: Event[] = []
  const titles = createTitles({
    database,
    logger: memoryLogger(),
    now: () => 5_000,
    publish: (event) => events.push(event),
    mayAsk: async () => true,
    provider: {
      async *stream(request, signal) {
        requests.push(request)
        yield* typeof parts === 'function' ? parts(signal) : parts
      },
    },
    ...options,
  })
  return { database, requests, events, titles }
}

/** One turn with its answer, after which a title is asked for. */
async function turn({ database, titles }: Asked) {
  const started = await answeredTurn(database, remoteTurn({ text: 'What is the capital of France?' }))
  titles.answered(started.conversationId, started.answerId, remoteModel)
  const title = async () => (await database.conversation(started.conversationId)).title
  return { ...started, title }
}

/** Waits until nothing is under way. */
async function settled({ database }: Asked): Promise<void> {
  await expect
    .poll(async () => (await database.requests(null, 50)).some(({ state }) => state === 'streaming'))
    .toBe(false)
}

async function settledTitle(asked: Asked, expected: string, title: () => Promise<string>): Promise<void> {
  await expect.poll(title).toBe(expected)
  await settled(asked)
}

const first = 'What is the capital of'

describe('the title of a chat', () => {
  it('comes from its model after the first answer, is announced and recorded', async () => {
    const asked = await titled(says('"Capital of France."'))
    const { title } = await turn(asked)
    await settledTitle(asked, 'Capital of France', title)
    expect(asked.requests).toMatchObject([{ modelId: remoteModel, systemPrompt: titleInstruction }])
    expect(asked.requests[0]?.messages[0]?.text).toContain('What is the capital of France?')
    await expect.poll(() => asked.events.map(({ type }) => type)).toContain('summary-changed')
    expect(await asked.database.requests(null, 1)).toMatchObject([
      { purpose: 'title', state: 'complete', inputTokens: 60, outputTokens: 4, charged: 0 },
    ])
  })

  it('is not asked for again, neither after the second answer nor after another version of the first', async () => {
    const asked = await titled(says('…'))
    const { answerId, conversationId, title } = await turn(asked)
    await expect.poll(() => asked.requests.length).toBe(1)
    await settled(asked)
    const second = await answeredTurn(asked.database, remoteTurn({ conversationId }))
    asked.titles.answered(conversationId, second.answerId, remoteModel)
    asked.titles.answered(conversationId, answerId, remoteModel)
    await asked.titles.close()
    expect(asked.requests.length).toBe(1)
    expect(await title()).toBe(first)
  })

  it('given by hand while the model writes one stays', async () => {
    const gate = Promise.withResolvers<void>()
    const asked = await titled(async function* () {
      await gate.promise
      yield* says('Capital of France')
    })
    const { conversationId, title } = await turn(asked)
    await expect.poll(() => asked.requests.length).toBe(1)
    await asked.database.renameConversation(conversationId, 'Mine')
    gate.resolve()
    await settled(asked)
    expect(await title()).toBe('Mine')
  })

  it('has nothing of what the model thought, also where that came as its text at first', async () => {
    const asked = await titled([
      { type: 'text', text: 'secret' },
      { type: 'text-was-reasoning', length: 6 },
      { type: 'reasoning', text: 'x' },
      ...says('Capital of France'),
    ])
    const { title } = await turn(asked)
    await expect.poll(() => asked.requests.length).toBe(1)
    await settled(asked)
    await asked.titles.close()
    expect(await title()).toBe('Capital of France')
  })

  it.each([
    ['the model fails', [{ type: 'error', code: 'TIMED_OUT' }]],
    ['it says nothing that is one', says('...')],
    ['it would have to wait for others', [{ type: 'queued', position: 1 }]],
    ['it goes on and on', [{ type: 'text', text: 'word '.repeat(200) }, finish]],
  ] as const)('stays the first words where %s', async (_, parts: readonly ProviderPart[]) => {
    const asked = await titled(parts)
    const { title } = await turn(asked)
    await expect.poll(() => asked.requests.length).toBe(1)
    await settled(asked)
    await asked.titles.close()
    expect(await title()).toBe(first)
  })

  it('is not asked for where the budget is spent, and is charged by tokens alone', async () => {
    const asked = await titled(says('Capital of France'))
    const { database } = asked
    await setBudget(database, 1_000, { unit: 'tokens' })
    const { title } = await turn(asked)
    await settledTitle(asked, 'Capital of France', title)
    const [ofTitle, ofAnswer] = await database.requests(null, 2)
    expect(ofTitle).toMatchObject({ purpose: 'title', charged: 64 })
    expect(await balanceOf(database)).toBe(1_000 - 64 - (ofAnswer?.charged ?? 0))
    await setBudget(database, 100, { unit: 'requests' })
    const { answerId, conversationId } = await database.startTurn(remoteTurn())
    await end(database, answerId)
    asked.titles.answered(conversationId, answerId, remoteModel)
    await asked.titles.close()
    expect(asked.requests.length).toBe(1)
    expect((await database.conversation(conversationId)).title).not.toBe('Capital of France')
  })

  it('makes way for a question to a model on this machine', async () => {
    let left = false
    const asked = await titled(async function* (signal) {
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
      left = signal.aborted
      yield* []
    })
    const { answerId, conversationId } = await answeredTurn(asked.database)
    asked.titles.answered(conversationId, answerId, starter)
    await expect.poll(() => asked.requests.length).toBe(1)
    asked.titles.makeWay()
    await expect.poll(() => left).toBe(true)
    await settled(asked)
    expect(await asked.database.requests(null, 1)).toMatchObject([{ purpose: 'title', state: 'stopped' }])
  })

  it('that is under way ends when the profile is closed, before its database does', async () => {
    const asked = await titled(async function* (signal) {
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
      yield* []
    })
    await turn(asked)
    await expect.poll(() => asked.requests.length).toBe(1)
    await asked.titles.close()
    expect(await asked.database.requests(null, 1)).toMatchObject([{ purpose: 'title', state: 'stopped' }])
  })
})

describe('who names chats', () => {
  const find = async () => ({
    folder: '',
    name: 'Test',
    manifest: {
      ...({ name: 'Test', description: '', task: 'text2text-generation', dtype: 'q8' } as const),
      ...({ prompt: 'instruction', contextTokens: 512, maxNewTokens: 64 } as const),
    },
  })
  const chatModel = async () => {
    const found = await find()
    const manifest = { ...found.manifest, task: 'text-generation', prompt: 'chat-template' } as const
    return { ...found, manifest }
  }
  const local = modelId.parse('local:test')
  const yes = async () => true
  const no = async () => false

  it('are models over the network unless that is off, and models with a chat template on this machine', async () => {
    expect(await mayNameChats(defaultPreferences, { find }, remoteModel, yes)).toBe(true)
    expect(await mayNameChats(defaultPreferences, { find }, remoteModel, no)).toBe(false)
    expect(await mayNameChats(defaultPreferences, { find: chatModel }, local, no)).toBe(true)
    expect(await mayNameChats(defaultPreferences, { find }, local, yes)).toBe(false)
  })

  it('are none where a person wants no titles', async () => {
    const unwanted = { ...defaultPreferences, modelTitles: false }
    expect(await mayNameChats(unwanted, { find: chatModel }, local, yes)).toBe(false)
    expect(await mayNameChats(unwanted, { find }, remoteModel, yes)).toBe(false)
  })
})
