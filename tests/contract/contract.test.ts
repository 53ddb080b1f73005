import path from 'node:path'
import { isDefinedError, safe } from '@orpc/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MessageId, ModelId } from '../../shared/contract/base.ts'
import type { Event } from '../../shared/contract/events.ts'
import { linkTestModel } from '../models/testModels.ts'
import { codeOf, eventsUntil, newConversationId, newMessageId, starter } from './conversing.ts'
import { transports, type TestApplication, type TestWindow } from './transports.ts'

const slow = 'local:slow' as ModelId

const textOf = (events: readonly Event[]): string =>
  events.map((event) => (event.type === 'answer-text' ? event.text : '')).join('')

describe.each(transports)('the contract over a $name', ({ start }) => {
  let application: TestApplication
  let window: TestWindow
  const password = 'correct horse'

  beforeAll(async () => {
    application = await start()
    await linkTestModel('slow', path.join(application.dataFolder, 'models', 'slow'))
    window = await application.connect()
    await window.client.profiles.create({ userName: 'Ada', email: null, password })
  }, 120_000)

  afterAll(() => application.close())

  /** Sends a message and answers with where it went. */
  async function send(client: TestWindow['client'], text: string, modelId = starter) {
    return client.chat.send({
      conversationId: null,
      messageId: newMessageId(),
      text,
      modelId,
      settings: null,
    })
  }

  it('answers calls with typed results', async () => {
    const { profiles } = await window.client.profiles.list({})
    expect(profiles.map((profile) => profile.userName)).toEqual(['Ada'])
    expect((await window.client.app.info({})).host).toBe('server')
  })

  it('carries declared errors with their data', async () => {
    const other = await application.connect()
    const { error } = await safe(
      other.client.profiles.signIn({ login: 'nobody', password: 'x', staySignedIn: false }),
    )
    expect(isDefinedError(error) && error.code).toBe('WRONG_PASSWORD')
    const invalid = await safe(
      window.client.conversations.list({ place: { kind: 'recent' }, cursor: null, limit: 0 }),
    )
    expect(isDefinedError(invalid.error) && invalid.error).toMatchObject({
      code: 'INVALID_INPUT',
      data: { field: 'limit' },
    })
  })

  it('refuses a window that is not signed in, whatever it calls', async () => {
    const stranger = await application.connect()
    const unknown = newConversationId()
    expect(
      await codeOf(
        stranger.client.conversations.list({ place: { kind: 'recent' }, cursor: null, limit: 10 }),
      ),
    ).toBe('SIGNED_OUT')
    expect(
      await codeOf(
        stranger.client.conversations.open({ conversationId: unknown, aroundMessageId: null, limit: 1 }),
      ),
    ).toBe('SIGNED_OUT')
    expect(await codeOf(send(stranger.client, 'hello'))).toBe('SIGNED_OUT')
    expect(await codeOf(stranger.client.preferences.get({}))).toBe('SIGNED_OUT')
    expect(await codeOf(eventsUntil(stranger, () => true))).toBe('SIGNED_OUT')
  })

  it('streams an answer as it is written and ends it', async () => {
    const events = await eventsUntil(
      window,
      (event) => event.type === 'answer-ended',
      () => send(window.client, 'Where are my chats stored?'),
    )
    expect(textOf(events)).toMatch(/encrypted/u)
    expect(events.at(-1)).toMatchObject({ state: 'complete', errorCode: null, length: textOf(events).length })
  })

  it('keeps the window of another profile out of what this one does', async () => {
    const other = await application.connect()
    const userName = `Bob ${window.windowId.slice(0, 8)}`
    await other.client.profiles.create({ userName, email: null, password })
    const seen: Event[] = []
    const abort = new AbortController()
    const listening = (async () => {
      const events = await other.client.events.subscribe({}, { signal: abort.signal })
      for await (const event of events) seen.push(event)
    })()
    const { conversationId } = await send(window.client, 'What can you do?')
    expect(
      await codeOf(other.client.conversations.open({ conversationId, aroundMessageId: null, limit: 5 })),
    ).toBe('CONVERSATION_NOT_FOUND')
    expect(
      (await other.client.conversations.list({ place: { kind: 'recent' }, cursor: null, limit: 10 }))
        .conversations,
    ).toEqual([])
    abort.abort()
    await safe(listening)
    expect(seen.filter((event) => event.type !== 'ready')).toEqual([])
  })

  it('stops an answer in the middle within 100 ms and keeps its text', async () => {
    let answerId: MessageId | undefined
    let stoppedAt = 0
    const events = await eventsUntil(
      window,
      (event) => {
        if (event.type === 'answer-text' && stoppedAt === 0 && answerId) {
          stoppedAt = performance.now()
          void window.client.chat.stop({ answerId })
        }
        return event.type === 'answer-ended' && event.messageId === answerId
      },
      async () => {
        answerId = (await send(window.client, 'Tell me everything.', slow)).answerId
      },
    )
    expect(performance.now() - stoppedAt).toBeLessThan(100)
    expect(events.at(-1)).toMatchObject({ state: 'stopped', errorCode: null })
    expect(textOf(events).length).toBeGreaterThan(0)
  }, 60_000)

  it('answers a repeated send as the first one, without a second turn', async () => {
    const input = {
      conversationId: null,
      messageId: newMessageId(),
      text: 'Is it free?',
      modelId: starter,
      settings: null,
    }
    const first = await window.client.chat.send(input)
    expect(await window.client.chat.send(input)).toEqual(first)
    const { conversationId } = first
    const { messages } = await window.client.conversations.open({
      conversationId,
      aroundMessageId: null,
      limit: 10,
    })
    expect(messages.map((message) => message.role)).toEqual(['user', 'assistant'])
  })

  it('ends a stream that its window aborts and serves the window on', async () => {
    const abort = new AbortController()
    const events = await window.client.events.subscribe({}, { signal: abort.signal })
    expect((await events.next()).value).toEqual({ type: 'ready' })
    const next = safe(events.next())
    abort.abort()
    await next
    expect((await window.client.session.get({})).profile?.userName).toBe('Ada')
  })

  it('refuses a procedure that does not exist, also one that every object has', async () => {
    const client = window.client as unknown as Record<
      string,
      Record<string, (input: object) => Promise<unknown>>
    >
    const call = (domain: string, name: string): Promise<unknown> =>
      client[domain]?.[name]?.({}) ?? Promise.reject(new Error('the client has no such call'))
    expect(await codeOf(call('chat', 'destroy'))).toBe('UNKNOWN_PROCEDURE')
    expect(await codeOf(call('chat', 'constructor'))).toBe('UNKNOWN_PROCEDURE')
    expect(await codeOf(call('constructor', 'prototype'))).toBe('UNKNOWN_PROCEDURE')
  })

  it('refuses an oversized input and stores nothing of it', async () => {
    const idsOf = async () =>
      (
        await window.client.conversations.list({ place: { kind: 'recent' }, cursor: null, limit: 200 })
      ).conversations.map(({ id }) => id)
    const before = await idsOf()
    expect(await codeOf(send(window.client, 'x'.repeat(200_001)))).toBe('INVALID_INPUT')
    expect(await idsOf()).toEqual(before)
  })

  const hostileFrames: readonly (readonly [string, string | Uint8Array])[] = [
    ['text that is not JSON', 'hello'],
    ['JSON that is no message', '{"i":1}'],
    ['a list', '[1,2,3]'],
    ['null', 'null'],
    ['bytes', new Uint8Array([0, 255, 1, 2])],
    ['an empty frame', ''],
    ['a frame that is too long', 'x'.repeat(3 * 1024 * 1024)],
    ['a message without an address', '{"i":"1","p":{}}'],
    ['an address that is none', '{"i":"1","p":{"u":"::::"}}'],
  ]

  it.each(hostileFrames)(
    'closes the connection of a window that sends %s, and only that one',
    async (_name, frame) => {
      const hostile = await application.connect()
      await hostile.client.app.info({})
      hostile.sendRaw(frame)
      await hostile.closed
      expect((await window.client.session.get({})).profile?.userName).toBe('Ada')
    },
  )

  it('settles every pending call when the connection dies, and misses nothing after it is back', async () => {
    const dying = await application.connect()
    await dying.client.profiles.signIn({ login: 'Ada', password, staySignedIn: false })
    const { conversationId, answerId } = await send(dying.client, 'A long one, please.', slow)
    const streaming = safe(eventsUntil(dying, () => false))
    const pending = [
      safe(streaming),
      safe(dying.client.profiles.list({})),
      safe(dying.client.models.list({})),
    ]
    dying.cut()
    await Promise.all(pending)

    const again = await application.connect(dying.windowId)
    expect((await again.client.session.get({})).profile?.userName).toBe('Ada')
    const events = await eventsUntil(
      again,
      (event) => event.type === 'answer-ended' && event.messageId === answerId,
      async () => {
        const opened = await again.client.conversations.open({
          conversationId,
          aroundMessageId: null,
          limit: 10,
        })
        expect(opened.conversation.running).toBe(true)
        await again.client.chat.stop({ answerId })
      },
    )
    const ended = events.at(-1)
    const { messages } = await again.client.conversations.open({
      conversationId,
      aroundMessageId: null,
      limit: 10,
    })
    expect(ended?.type === 'answer-ended' && ended.length).toBe(messages.at(-1)?.text.length)
  }, 60_000)

  it('closes the former connection of a window that connects again', async () => {
    const former = await application.connect()
    await former.client.app.info({})
    const again = await application.connect(former.windowId)
    await former.closed
    expect((await again.client.app.info({})).version).toBe('0.0.0-test')
  })

  it('never writes what was said into the log', () => {
    expect(application.log.join('\n')).not.toMatch(/chats stored|correct horse|Tell me everything|Ada/u)
  })

  it('finds chats by their titles, and says that there are more', async () => {
    const filters = { role: null, modelId: null, folderId: null, from: null, before: null }
    for (const title of ['A heron', 'Two herons']) {
      const { conversationId } = await send(window.client, title)
      await window.client.conversations.rename({ conversationId, title })
    }
    const found = await window.client.search.titles({ query: 'heron', filters, limit: 1 })
    expect(found).toMatchObject({ titles: [{ conversation: { title: 'Two herons' } }], moreTitles: true })
    const first = await window.client.search.run({
      query: 'heron',
      order: 'newest',
      filters,
      cursor: null,
      limit: 1,
    })
    expect(first).toMatchObject({ titles: [{}, {}], moreTitles: false })
    const { error } = await safe(window.client.search.titles({ query: 'heron', filters, limit: 501 }))
    expect(isDefinedError(error) && error.code).toBe('INVALID_INPUT')
  })
})
