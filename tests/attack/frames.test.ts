/** Frames that no window of ours sends. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ConnectedWindow } from '../support/webSocketClient.ts'
import { callOf, expectUnharmed, startAttackedServer, type AttackedServer } from './attackedServer.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const mebibyte = 1024 * 1024

let server: AttackedServer

beforeAll(async () => {
  server = await startAttackedServer()
})

afterAll(() => server.end())

type Right = 'closed' | 'ok' | 'INVALID_INPUT' | 'UNKNOWN_PROCEDURE' | 'SIGNED_OUT' | 'WRONG_PASSWORD'

/** How a frame ends: the call is answered with a code or well, or its socket is closed. */
async function endOf({ socket }: ConnectedWindow, frame: string | Uint8Array): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  socket.once('close', () => resolve('closed'))
  socket.on('message', (data: Buffer) => {
    const { i, p } = JSON.parse(data.toString()) as {
      readonly i: string
      readonly p: { readonly b?: { readonly json?: { readonly code?: string } } }
    }
    if (i === 'x') resolve(p.b?.json?.code ?? 'ok')
  })
  socket.send(frame)
  return promise
}

const login = (change: object): string =>
  callOf('/profiles/signIn', { login: 'x', password: 'y', staySignedIn: false, ...change })

const nested = (open: string, close: string, depth: number): string =>
  `{"i":"x","p":{"u":"/app/info","b":{"json":${open.repeat(depth)}1${close.repeat(depth)}}}}`

describe('a frame', () => {
  const frames: readonly (readonly [string, () => string | Uint8Array, Right])[] = [
    ['that is a number', () => '1', 'closed'],
    ['that is null', () => 'null', 'closed'],
    ['that is a list', () => '[]', 'closed'],
    ['that is a text', () => '"x"', 'closed'],
    ['that is true', () => 'true', 'closed'],
    ['without anything', () => '{}', 'closed'],
    ['without a call', () => '{"i":"x"}', 'closed'],
    ['with a call that is null', () => '{"i":"x","p":null}', 'closed'],
    ['with an address that is a number', () => '{"i":"x","p":{"u":1}}', 'closed'],
    ['with an address that is a list', () => '{"i":"x","p":{"u":["/app/info"]}}', 'closed'],
    ['with a whole address', () => callOf('http://evil.example/app/info', {}), 'closed'],
    ['with an address of a file', () => callOf('file:///etc/passwd', {}), 'closed'],
    ['with an address of 1 MB', () => callOf(`/${'a'.repeat(mebibyte)}`, {}), 'closed'],
    ['with an empty address', () => callOf('', {}), 'closed'],
    ['with a name that is an object', () => '{"i":{"a":1},"p":{"u":"/app/info"}}', 'closed'],
    ['with a name of 1 MB', () => `{"i":"${'x'.repeat(mebibyte)}","p":{"u":"/app/info"}}`, 'closed'],
    ['of a stream to the core', () => '{"i":"x","t":3,"p":{"e":"message","d":1}}', 'closed'],
    ['of a kind that is unknown', () => '{"i":"x","t":9,"p":{}}', 'closed'],
    ['of a kind in words', () => '{"i":"x","t":"4"}', 'closed'],
    ['of an answer', () => '{"i":"x","t":2,"p":{"s":200,"b":{"json":1}}}', 'closed'],
    ['by GET', () => callOf('/app/info', {}, {}, { m: 'GET' }), 'closed'],
    ['by a method that is an object', () => callOf('/app/info', {}, {}, { m: {} }), 'closed'],
    [
      'with a form',
      () => callOf('/app/info', {}, {}, { h: { 'content-type': 'multipart/form-data; boundary=x' } }),
      'closed',
    ],
    ['with a file', () => callOf('/app/info', {}, {}, { h: { 'content-disposition': 'x' } }), 'closed'],
    [
      'with a stream for its input',
      () => callOf('/app/info', {}, {}, { h: { 'content-type': 'text/event-stream' } }),
      'closed',
    ],
    [
      'with headers of the prototype',
      () => callOf('/app/info', {}, {}, { h: { constructor: 'x' } }),
      'closed',
    ],
    ['with another member', () => '{"i":"x","p":{"u":"/app/info"},"__proto__":1,"z":1}', 'closed'],
    [
      'with a blob behind it',
      () => Buffer.concat([Buffer.from(callOf('/app/info', {})), Buffer.of(255, 1)]),
      'closed',
    ],
    ['in bytes', () => Buffer.from(callOf('/app/info', {})), 'ok'],
    [
      'with a number of a million digits',
      () => callOf('/app/info', '9'.repeat(1_000_000), { meta: [[0]] }),
      'closed',
    ],
    ['with a time', () => callOf('/app/info', 'x'.repeat(100_000), { meta: [[1]] }), 'closed'],
    ['with an address for an input', () => callOf('/app/info', 'x:', { meta: [[4]] }), 'closed'],
    ['with an expression', () => callOf('/app/info', '/(a+)+$/', { meta: [[5]] }), 'closed'],
    ['with a set', () => callOf('/app/info', [1], { meta: [[6]] }), 'closed'],
    ['with a map', () => callOf('/app/info', [[1, 1]], { meta: [[7]] }), 'closed'],
    ['with a kind of value that is unknown', () => callOf('/app/info', {}, { meta: [[99]] }), 'closed'],
    ['with kinds that are no list', () => callOf('/app/info', {}, { meta: 'x' }), 'closed'],
    [
      'with a path to what is not there',
      () => callOf('/app/info', {}, { meta: [[3, 'a', 'b']] }),
      'INVALID_INPUT',
    ],
    [
      'with a path to the prototype',
      () => callOf('/app/info', {}, { meta: [[3, '__proto__', 'x']] }),
      'INVALID_INPUT',
    ],
    [
      'with a path through a number',
      () => callOf('/app/info', { a: 1 }, { meta: [[3, 'a', 'b']] }),
      'INVALID_INPUT',
    ],
    [
      'with a path in its own prototype',
      () => callOf('/app/info', {}, { meta: [[3, 'constructor']] }),
      'INVALID_INPUT',
    ],
    ['with an input that is not there', () => callOf('/app/info', null, { meta: [[3]] }), 'INVALID_INPUT'],
    [
      'with a member of no value',
      () => callOf('/app/info', { a: null }, { meta: [[3, 'a']] }),
      'INVALID_INPUT',
    ],
    ['with a list for an input', () => callOf('/app/info', []), 'INVALID_INPUT'],
    ['with null for an input', () => callOf('/app/info', null), 'INVALID_INPUT'],
    ['without an input', () => '{"i":"x","p":{"u":"/app/info"}}', 'INVALID_INPUT'],
    [
      'with the prototype in its input',
      () => '{"i":"x","p":{"u":"/app/info","b":{"json":{"__proto__":{"a":1}}}}}',
      'INVALID_INPUT',
    ],
    ['that nests 900,000 lists', () => nested('[', ']', 900_000), 'closed'],
    ['that nests 300,000 objects', () => nested('{"a":', '}', 300_000), 'closed'],
    [
      'of 900,000 numbers',
      () =>
        callOf(
          '/app/info',
          Array.from({ length: 900_000 }, () => 1),
        ),
      'closed',
    ],
    [
      'of 120,000 members',
      () =>
        callOf(
          '/app/info',
          Object.fromEntries(Array.from({ length: 120_000 }, (_, index) => [`k${index}`, 1])),
        ),
      'closed',
    ],
    ['a byte too long', () => ' '.repeat(2 * mebibyte + 1), 'closed'],
    ['of nothing but space', () => ' '.repeat(2 * mebibyte), 'closed'],
    ['of quotes', () => '"'.repeat(2 * mebibyte), 'closed'],
    ['of backslashes', () => `"${'\\'.repeat(2 * mebibyte - 2)}"`, 'closed'],
    ['of a text without end', () => `{"i":"${'x'.repeat(mebibyte)}`, 'closed'],
    ['that asks for nothing', () => callOf('/', {}), 'UNKNOWN_PROCEDURE'],
    ['that asks for a room', () => callOf('/profiles', {}), 'UNKNOWN_PROCEDURE'],
    ['that asks for the prototype', () => callOf('/__proto__', {}), 'UNKNOWN_PROCEDURE'],
    ['that asks for what every object has', () => callOf('/profiles/constructor', {}), 'UNKNOWN_PROCEDURE'],
    ['that asks for the inside of a procedure', () => callOf('/app/info/~orpc', {}), 'UNKNOWN_PROCEDURE'],
    ['that asks twice in one', () => callOf('/app/info/app/info', {}), 'UNKNOWN_PROCEDURE'],
    ['that asks in capitals', () => callOf('/APP/INFO', {}), 'UNKNOWN_PROCEDURE'],
    ['that asks with a character cut in two', () => callOf('/%e2%82', {}), 'UNKNOWN_PROCEDURE'],
    ['that asks with an empty step', () => callOf('//app//info', {}), 'UNKNOWN_PROCEDURE'],
    ['that asks by a step up', () => callOf('/x/../app/info', {}), 'ok'],
    ['that asks with a query', () => callOf('/app/info?data=[[[[', {}), 'ok'],
    ['that signs in with a number', () => login({ login: 1 }), 'INVALID_INPUT'],
    ['that signs in with 1 MB', () => login({ login: 'x'.repeat(mebibyte) }), 'INVALID_INPUT'],
    ['that signs in with a secret of 1 MB', () => login({ password: 'x'.repeat(mebibyte) }), 'INVALID_INPUT'],
    ['that signs in with space', () => login({ login: ' \u00a0\u2003' }), 'INVALID_INPUT'],
    ['that signs in with half a character', () => login({ login: '\ud800' }), 'WRONG_PASSWORD'],
    ['that signs in with zeros', () => login({ login: '\0\0' }), 'WRONG_PASSWORD'],
    ['that signs in with a word too much', () => login({ admin: true }), 'INVALID_INPUT'],
    ['that resumes nobody', () => callOf('/profiles/resume', { profileId: '../..' }), 'INVALID_INPUT'],
    [
      'that sends a file of minus one byte',
      () => callOf('/backups/startUpload', { bytes: -1 }),
      'INVALID_INPUT',
    ],
    [
      'that sends a file of a fraction',
      () => callOf('/backups/startUpload', { bytes: 0.5 }),
      'INVALID_INPUT',
    ],
    [
      'that sends a file of 2 ** 60 bytes',
      () => callOf('/backups/startUpload', { bytes: 2 ** 60 }),
      'INVALID_INPUT',
    ],
    ['that asks for the chats', () => callOf('/conversations/list', {}), 'SIGNED_OUT'],
    ['that asks for events', () => callOf('/events/subscribe', {}), 'SIGNED_OUT'],
    ['that deletes', () => callOf('/profiles/delete', { password: 'x' }), 'SIGNED_OUT'],
  ]

  it.each(frames)('%s costs only itself', async (_what, frame, right) => {
    const window = await server.stranger()
    const before = server.costs()
    expect(await endOf(window, frame())).toBe(right)
    window.socket.terminate()
    await expectUnharmed(server)
    // With what else goes on: what is refused takes about ten milliseconds.
    expect(server.costs().time - before.time).toBeLessThan(250)
  })

  it('that ends what never began changes nothing', async () => {
    const { client, socket } = await server.stranger()
    socket.send('{"i":"x","t":4}')
    expect(await client.session.get({})).toEqual({ profile: null })
    socket.terminate()
  })

  const calls: readonly (readonly [string, string, unknown])[] = [
    ['an e-mail of 1.5 MB', '/profiles/update', { userName: 'x', email: 'a'.repeat(1_500_000) }],
    ['an e-mail of dots', '/profiles/update', { userName: 'x', email: `a@${'a.'.repeat(700_000)}` }],
    ['a name of marks', '/profiles/update', { userName: '\u0301'.repeat(500_000), email: null }],
    ['a name of spaces', '/profiles/update', { userName: ' '.repeat(1_500_000), email: null }],
    ['a zone of 1.5 MB', '/usage/summary', { from: 0, to: 1, timeZone: 'a'.repeat(1_500_000) }],
    ['a time before all times', '/usage/summary', { from: -1, to: 1, timeZone: 'UTC' }],
    ['a time that is none', '/usage/summary', { from: 0, to: 1e300, timeZone: 'UTC' }],
    ['a model of 1.5 MB', '/preferences/update', { modelId: `openai:${'x'.repeat(1_500_000)}` }],
    ['a local model of 1.5 MB', '/preferences/update', { modelId: `local:${'x.'.repeat(700_000)}` }],
    [
      'a cursor of 1 MB',
      '/conversations/list',
      { place: { kind: 'recent' }, cursor: 'x'.repeat(mebibyte), limit: 1 },
    ],
    ['a cursor of nonsense', '/conversations/list', { place: { kind: 'recent' }, cursor: '\0', limit: 1e9 }],
    ['a place that is none', '/conversations/list', { place: { kind: '__proto__' }, cursor: null, limit: 1 }],
    ['a message of 1.5 MB', '/chat/send', { text: ' '.repeat(1_500_000) }],
    [
      'a piece that is not base64',
      '/imports/append',
      { importId: randomUUID(), data: '='.repeat(1_500_000) },
    ],
    ['a piece of 1.5 MB', '/imports/append', { importId: randomUUID(), data: 'AAAA'.repeat(375_000) }],
    ['an id with a line feed', '/imports/finish', { importId: `${randomUUID()}\n` }],
    ['a download that leads up', '/downloads/pause', { downloadId: 'a..b' }],
    ['a model that leads up', '/downloads/removeModel', { folder: '../../x' }],
    ['a repository that leads up', '/downloads/plan', { repository: 'a/../b' }],
    [
      'a search of 1 MB',
      '/search/inConversation',
      { conversationId: randomUUID(), query: "'".repeat(mebibyte) },
    ],
  ]

  it.each(calls)('of somebody who is signed in, with %s, is refused at once', async (_what, path, json) => {
    attacker ??= await server.person('Attacker')
    const before = server.costs()
    expect(await endOf(attacker, callOf(path, json))).toBe('INVALID_INPUT')
    expect(server.costs().time - before.time).toBeLessThan(250)
    await expectUnharmed(server)
  })
  let attacker: ConnectedWindow | null = null
})
