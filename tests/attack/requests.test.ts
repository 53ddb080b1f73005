/** What a program that is no window of ours asks of the server host by HTTP. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { expectUnharmed, startAttackedServer, type AttackedServer } from './attackedServer.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let server: AttackedServer

beforeAll(async () => {
  server = await startAttackedServer()
})

afterAll(() => server.end())

describe('a request', () => {
  const page = /^HTTP\/1\.1 200 /u
  const refused = /^(?:HTTP\/1\.1 (?:4\d\d|501) |$)/u
  const get = (headers: string, target = '/'): string =>
    `GET ${target} HTTP/1.1\r\nHost: ${server.host}\r\n${headers}Connection: close\r\n\r\n`
  const ranges = [
    'bytes=5-2',
    'bytes=1-0',
    'bytes=0-99999999999999999999',
    'bytes=-5',
    'bytes=--5',
    'bytes=99999999-1',
    'bytes=abc',
    'bytes=Infinity-',
    'bytes=0-1,4-5,7-2',
    `bytes=${'0-1,'.repeat(2_000)}`,
    'items=0-1',
    '',
  ].map((range) => [`the range "${range.slice(0, 30)}"`, () => get(`Range: ${range}\r\n`), page] as const)
  const rows: readonly (readonly [string, () => string | Buffer, RegExp])[] = [
    ...ranges,
    ['a condition that is none', () => get('If-None-Match: W/"\r\n'), page],
    ['a condition of 8 kB', () => get(`If-None-Match: ${'"x",'.repeat(2_000)}\r\n`), page],
    ['a time that is none', () => get('If-Modified-Since: yesterday\r\n'), page],
    ['encodings without end', () => get(`Accept-Encoding: ${'br;q=9,'.repeat(1_000)}\r\n`), page],
    ['a hundred cookies of ours', () => get(`Cookie: ${'confab_session=x; '.repeat(100)}\r\n`), page],
    ['a cookie named as what every object has', () => get('Cookie: __proto__=x; toString=y\r\n'), page],
    ['a language of 10 kB', () => get(`Accept-Language: ${'x'.repeat(10_000)}\r\n`), page],
    ['a forwarded host', () => get('X-Forwarded-Host: evil.example\r\nForwarded: host=evil\r\n'), page],
    ['another method by a header', () => get('X-HTTP-Method-Override: DELETE\r\n'), page],
    ['a header folded over lines', () => get('X-A: one\r\n two\r\n'), refused],
    ['a header without a name', () => get(': value\r\n'), refused],
    ['a header with a space in its name', () => get('X A: value\r\n'), refused],
    ['a header with a zero', () => get('X: a\0b\r\n'), refused],
    ['a bare line feed', () => `GET / HTTP/1.1\nHost: ${server.host}\n\n`, refused],
    ['HTTP/1.0 without a host', () => 'GET / HTTP/1.0\r\n\r\n', refused],
    ['HTTP/9.9', () => `GET / HTTP/9.9\r\nHost: ${server.host}\r\n\r\n`, refused],
    ['a method in small letters', () => get('').replace('GET', 'get'), refused],
    ['a method of 10 kB', () => get('').replace('GET', 'G'.repeat(10_000)), refused],
    ['PUT', () => get('').replace('GET', 'PUT'), refused],
    ['DELETE', () => get('').replace('GET', 'DELETE'), refused],
    ['PROPFIND', () => get('').replace('GET', 'PROPFIND'), refused],
    ['HEAD of nothing', () => get('', '/none').replace('GET', 'HEAD'), refused],
    ['a body of pieces with nonsense for lengths', () => chunked('zz\r\nx\r\n'), refused],
    ['a body of a piece without end', () => chunked('ffffffffffffffff\r\nx'), refused],
    [
      'an extension of a piece of 100 kB',
      () => chunked(`1;${'x'.repeat(100_000)}\r\nx\r\n0\r\n\r\n`),
      refused,
    ],
    ['a negative length', () => get('Content-Length: -1\r\n'), refused],
    ['a length in hexadecimal', () => get('Content-Length: 0x10\r\n'), refused],
    ['an encoding of the body that is unknown', () => get('Transfer-Encoding: gzip\r\n'), refused],
    ['twice encoded steps up', () => get('', '/%252e%252e/%252e%252e/package.json'), refused],
    ['steps up with semicolons', () => get('', '/..;/..;/package.json'), refused],
    ['steps up with backslashes', () => get('', '/..\\..\\package.json'), refused],
    ['steps up behind a question mark', () => get('', '/assets/?/../../package.json'), refused],
    ['a hidden file', () => get('', '/.npmrc'), refused],
    ['a device of Windows', () => get('', '/con'), refused],
    ['a stream of NTFS', () => get('', '/index.html::$DATA'), refused],
    ['a character cut in two', () => get('', '/%e2%82'), refused],
    ['an address of our own with a user', () => get('', `http://me@${server.host}/`), refused],
    ['a name as every object has it', () => get('', '/__proto__'), refused],
    ['a name of a method', () => get('', '/hasOwnProperty'), refused],
    ['a host with a tab', () => get('').replace(server.host, `${server.host}\t.evil`), refused],
    ['a host in numbers', () => get('').replace('127.0.0.1', '2130706433'), refused],
    ['a host in short', () => get('').replace('127.0.0.1', '127.1'), refused],
    ['a host of IPv6', () => get('').replace('127.0.0.1', '[::ffff:127.0.0.1]'), refused],
    ['a host with two ports', () => get('').replace(server.host, `${server.host}:80`), refused],
    ['a host without its port', () => get('').replace(server.host, '127.0.0.1'), refused],
    ['two hosts in a line', () => get('').replace(server.host, `${server.host}, evil.example`), refused],
  ]
  const chunked = (body: string): string =>
    `POST / HTTP/1.1\r\nHost: ${server.host}\r\nTransfer-Encoding: chunked\r\n\r\n${body}`

  it.each(rows)('with %s is answered, and the connection ends', async (_what, sent, right) => {
    expect(await server.answered(sent())).toMatch(right)
    await expectUnharmed(server)
  })

  const handshake = (change: (text: string) => string): string =>
    change(
      `GET /rpc?window=${randomUUID()} HTTP/1.1\r\nHost: ${server.host}\r\nOrigin: ${server.browser.origin}\r\n` +
        `Cookie: ${server.browser.cookie}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    )
  const upgrades: readonly (readonly [string, (text: string) => string])[] = [
    ['the origin of no page', (text) => text.replace(/Origin: .*/u, 'Origin: null')],
    ['an origin with a path', (text) => text.replace(/(Origin: \S*)/u, '$1/x')],
    ['a safe origin', (text) => text.replace('Origin: http:', 'Origin: https:')],
    ['an origin of another port', (text) => text.replace(/(Origin: \S*):\d+/u, '$1:1')],
    [
      'an origin of another name of ours',
      (text) => text.replace(/Origin: .*:/u, 'Origin: http://localhost:'),
    ],
    ['two origins', (text) => text.replace(/(Origin: \S*)/u, '$1 http://evil.example')],
    ['an origin of an extension', (text) => text.replace(/Origin: .*/u, 'Origin: chrome-extension://x')],
    ['a cookie that is too long', (text) => text.replace(/(Cookie: \S*)/u, '$1A')],
    ['a cookie that is too short', (text) => text.replace(/(Cookie: \S*)\S/u, '$1')],
    ['a window in capitals', (text) => text.replace(/window=\S*/u, `window=${randomUUID().toUpperCase()}`)],
    ['a window with a line feed', (text) => text.replace(/(window=\S*)/u, '$1%0a')],
    ['a window in braces', (text) => text.replace(/window=(\S*)/u, 'window={$1}')],
    ['a window of 10 kB', (text) => text.replace(/window=\S*/u, `window=${'0'.repeat(10_000)}`)],
    ['a window under another name', (text) => text.replace('window=', 'Window=')],
    ['another path', (text) => text.replace('/rpc?', '/rpc/?')],
    ['a key of another length', (text) => text.replace(/(Key: ).*/u, '$1eA==')],
    ['a version in words', (text) => text.replace('Version: 13', 'Version: thirteen')],
  ]

  it.each(upgrades)('for a socket with %s is refused', async (_what, change) => {
    expect(await server.answered(handshake(change))).toMatch(/^(?:HTTP\/1\.1 4\d\d |$)/u)
    await expectUnharmed(server)
  })
})
