/** What anybody on this machine, or a page in the browser, can send before it is known to be a window. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { temporaryFolder } from '../support/folders.ts'
import { startServer, type ServerProcess } from '../support/server.ts'
import { connectWindow, openBrowser, type Browser } from '../support/webSocketClient.ts'

vi.setConfig({ testTimeout: 60_000 })

/** Far above any limit of the server's, far below for ever. In milliseconds. */
const bounded = 40_000
const upgrade = 'Upgrade: websocket\r\nConnection: Upgrade\r\n'
const key = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n'

describe('the server host under hostile requests', () => {
  const { folder, remove } = temporaryFolder()
  let server: ServerProcess
  let browser: Browser
  let port: number
  let host: string

  beforeAll(async () => {
    server = await startServer(folder)
    browser = await openBrowser(server.address)
    port = Number(new URL(server.address).port)
    host = `127.0.0.1:${port}`
  })

  afterAll(async () => {
    await server.end()
    remove()
  })

  async function open(): Promise<Socket> {
    // Half-open on purpose: the other side must close without being helped.
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    socket.on('error', () => socket.destroy())
    await once(socket, 'connect')
    return socket
  }

  /** All that is answered until the server has ended its side, in whatever way; fails where it never does. */
  async function answered(socket: Socket, sent: string | Buffer): Promise<string> {
    let answer = ''
    socket.on('data', (chunk: Buffer) => {
      answer = (answer + chunk.toString('latin1')).slice(0, 10_000)
    })
    const ended = Promise.withResolvers<void>()
    socket.once('end', ended.resolve).once('close', ended.resolve)
    socket.write(sent)
    const timer = setTimeout(() => ended.reject(new Error('the server did not close the socket')), bounded)
    await ended.promise.finally(() => clearTimeout(timer))
    socket.destroy()
    return answer
  }

  const uncaught = (): string[] =>
    readFileSync(path.join(folder, 'logs', 'confab.log'), 'utf8')
      .split('\n')
      .filter((line) => /uncaught|unhandled/u.test(line))

  const targets = [
    '//',
    '///',
    '/\\',
    '//evil.example/',
    '*',
    '/%',
    '/%00',
    '/%zz?window=%',
    '/..%2f..%2fpackage.json',
    '/%c0%ae%c0%ae/',
    'http://[',
    'http://evil.example/',
    'rpc?window=x',
    '/rpc?',
    '/rpc?window=%',
    '/rpc?window=%ff&window=x',
    '/rpc??',
    '?',
    '#',
    '/rpc?__proto__=x',
    `/${'a/'.repeat(3_000)}`,
    '/index.html/',
    '/rpc',
    ':80',
    '@',
    'localhost:1',
  ]

  it.each(targets)('asked to upgrade at %s it answers 4xx and closes the socket', async (target) => {
    for (const more of ['', `Origin: ${browser.origin}\r\nCookie: ${browser.cookie}\r\n`]) {
      const sent = `GET ${target} HTTP/1.1\r\nHost: ${host}\r\n${upgrade}${key}${more}\r\n`
      expect(await answered(await open(), sent)).toMatch(/^HTTP\/1\.1 4\d\d /u)
    }
  })

  it.each(targets)('asked for %s it answers, and gives away nothing', async (target) => {
    const answer = await answered(
      await open(),
      `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    )
    expect(answer).toMatch(/^HTTP\/1\.1 (?:200|30[1278]|4\d\d) /u)
    expect(answer).not.toContain('"dependencies"')
  })

  const own = (): string => `Origin: ${browser.origin}\r\nCookie: ${browser.cookie}\r\n`
  const window = '/rpc?window=00000000-0000-4000-8000-000000000000'

  const requests: readonly (readonly [string, () => string | Buffer])[] = [
    ['an upgrade without a key', () => `GET ${window} HTTP/1.1\r\nHost: ${host}\r\n${upgrade}${own()}\r\n`],
    [
      'an upgrade to something else',
      () => `GET ${window} HTTP/1.1\r\nHost: ${host}\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n${own()}\r\n`,
    ],
    ['an upgrade by POST', () => `POST ${window} HTTP/1.1\r\nHost: ${host}\r\n${upgrade}${key}${own()}\r\n`],
    [
      'an upgrade of another version',
      () =>
        `GET ${window} HTTP/1.1\r\nHost: ${host}\r\n${upgrade}Sec-WebSocket-Version: 99\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n${own()}\r\n`,
    ],
    [
      'an upgrade with a made-up cookie',
      () =>
        `GET ${window} HTTP/1.1\r\nHost: ${host}\r\n${upgrade}${key}Origin: ${browser.origin}\r\nCookie: confab_session=%E0%A4%A; ;=;=\r\n\r\n`,
    ],
    [
      'an upgrade under two hosts',
      () => `GET ${window} HTTP/1.1\r\nHost: evil.example\r\nHost: ${host}\r\n${upgrade}${key}${own()}\r\n`,
    ],
    [
      'an upgrade under another host',
      () =>
        `GET ${window} HTTP/1.1\r\nHost: evil.example:${port}\r\n${upgrade}${key}Origin: http://evil.example:${port}\r\nCookie: ${browser.cookie}\r\n\r\n`,
    ],
    ['no host', () => 'GET / HTTP/1.1\r\n\r\n'],
    ['an empty host', () => 'GET / HTTP/1.1\r\nHost:\r\n\r\n'],
    ['a host with a user', () => `GET / HTTP/1.1\r\nHost: me@${host}\r\n\r\n`],
    ['a host with a dot at its end', () => `GET / HTTP/1.1\r\nHost: localhost.:${port}\r\n\r\n`],
    ['no request', () => '\r\n\r\nhello\r\n\r\n'],
    ['TLS', () => Buffer.from('16030100f8010000f40303', 'hex')],
    ['zeros', () => Buffer.alloc(1_000)],
    ['a zero in the target', () => `GET /\0 HTTP/1.1\r\nHost: ${host}\r\n\r\n`],
    ['a target of a megabyte', () => `GET /${'a'.repeat(1_000_000)} HTTP/1.1\r\nHost: ${host}\r\n\r\n`],
    [
      'a header of a megabyte',
      () => `GET / HTTP/1.1\r\nHost: ${host}\r\nX: ${'a'.repeat(1_000_000)}\r\n\r\n`,
    ],
    ['ten thousand headers', () => `GET / HTTP/1.1\r\nHost: ${host}\r\n${'X: y\r\n'.repeat(10_000)}\r\n`],
    [
      'two lengths',
      () => `POST / HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx`,
    ],
    [
      'a length and pieces',
      () => `POST / HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\nx`,
    ],
    ['CONNECT', () => `CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n\r\n`],
    ['OPTIONS', () => `OPTIONS * HTTP/1.1\r\nHost: ${host}\r\n\r\n`],
    ['TRACE', () => `TRACE / HTTP/1.1\r\nHost: ${host}\r\n\r\n`],
    ['a body that never comes', () => `POST / HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 1000\r\n\r\n`],
    ['an expectation', () => `GET / HTTP/1.1\r\nHost: ${host}\r\nExpect: wonders\r\n\r\n`],
    ['the second version', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ]

  it.each(requests)('answers %s with 4xx and closes the socket', async (_what, sent) => {
    expect(await answered(await open(), sent())).toMatch(/^(?:HTTP\/1\.1 (?:4\d\d|501) |$)/u)
  })

  /** Sends by and by, as long as somebody listens. */
  async function dripped(begin: string, more: string, interval: number, isReading = true): Promise<string> {
    const socket = await open()
    const drip = setInterval(() => socket.write(more), interval)
    try {
      const answer = answered(socket, begin)
      if (!isReading) socket.pause()
      return await answer
    } finally {
      clearInterval(drip)
    }
  }

  it('lets go whoever sends half a request, sends it by drops, or never reads', async () => {
    const ask = `GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`
    const halves = ['', 'GET / HT', 'GET / HTTP/1.1\r\nHost: x\r\nX-', `GET / HTTP/1.1\r\n${upgrade}`]
    const answers = await Promise.all([
      ...halves.map(async (half) => answered(await open(), half)),
      dripped('GET / HTTP/1.1\r\nX: ', 'x', 500),
      dripped('GET / HTTP/1.1\r\n', 'X: y\r\n', 500),
      dripped(ask, ask.repeat(2_000), 100, false),
    ])
    // A connection that a browser opened ahead: an answer on it would be that to the next page.
    expect(answers[0]).toBe('')
    for (const answer of answers.slice(0, -1)) expect(answer).toMatch(/^(?:HTTP\/1\.1 4\d\d |$)/u)
  })

  it.each<readonly [string, Buffer]>([
    ['without a mask', Buffer.from([0x81, 0x02, 0x68, 0x69])],
    ['of a reserved kind', Buffer.from([0x83, 0x80, 0, 0, 0, 0])],
    ['with reserved bits', Buffer.from([0xf1, 0x80, 0, 0, 0, 0])],
    [
      'of four exabytes',
      Buffer.from([0x82, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]),
    ],
    ['just above the limit', Buffer.from([0x82, 0xff, 0, 0, 0, 0, 0, 0x20, 0, 0x01, 0, 0, 0, 0])],
    ['that is no UTF-8', Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0xff, 0xfe])],
    ['that goes on without a beginning', Buffer.from([0x80, 0x80, 0, 0, 0, 0])],
    ['that is a long ping', Buffer.from([0x89, 0xfe, 0x01, 0x00, 0, 0, 0, 0])],
    ['that is no message of ours', Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0x68, 0x69])],
    ['that is empty', Buffer.from([0x81, 0x80, 0, 0, 0, 0])],
    ['that is binary noise', Buffer.from([0x82, 0x83, 0, 0, 0, 0, 1, 2, 3])],
  ])('closes a socket at a frame %s', async (_what, frame) => {
    const handshake = `GET ${window} HTTP/1.1\r\nHost: ${host}\r\n${upgrade}${key}${own()}\r\n`
    expect(await answered(await open(), Buffer.concat([Buffer.from(handshake), frame]))).toMatch(
      /^HTTP\/1\.1 101 /u,
    )
  })

  it('says in the log that sockets were refused, but not each time', async () => {
    for (let round = 0; round < 200; round += 1) {
      await answered(await open(), `GET // HTTP/1.1\r\nHost: ${host}\r\n${upgrade}\r\n`)
    }
    const log = readFileSync(path.join(folder, 'logs', 'confab.log'), 'utf8')
    const lines = log.split('\n').filter((line) => line.includes('a socket was refused'))
    expect(lines.length).toBeGreaterThan(0)
    expect(lines.length).toBeLessThanOrEqual(5)
  })

  it('takes no more connections than it has room for, and works on', async () => {
    const sockets = await Promise.all(Array.from({ length: 700 }, () => open()))
    let gone = 0
    for (const socket of sockets) socket.resume().once('end', () => (gone += 1))
    // Long before those that were let in have waited too long.
    await expect.poll(() => gone, { timeout: bounded }).toBeGreaterThanOrEqual(188)
    for (const socket of sockets) socket.destroy()
    await expect.poll(async () => (await fetch(server.address)).status, { timeout: bounded }).toBe(200)
  })

  it('has thrown nothing, and still serves windows', async () => {
    expect(uncaught()).toEqual([])
    const { client } = await connectWindow(await openBrowser(server.address))
    expect((await client.profiles.list({})).profiles).toEqual([])
  })
})
