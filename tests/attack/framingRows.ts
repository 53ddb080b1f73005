import zlib from 'node:zlib'
import { failed, finished, type FaultRow } from '../providers/faultRow.ts'
import type { RawStep } from './rawHttp.ts'

export interface FramingRow {
  readonly attack: string
  /** What is sent, given a good answer of "Good." as events. */
  readonly steps: (events: string) => readonly RawStep[]
  readonly last: FaultRow['last']
  readonly text?: string
}

const head = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n'
const chunk = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`
const chunked = `${head}transfer-encoding: chunked\r\n`
const packed = (encoding: string, body: Uint8Array): readonly RawStep[] => [
  `${head}content-encoding: ${encoding}\r\ncontent-length: ${body.length}\r\n\r\n`,
  body,
]

/** Answers framed as HTTP should not be. */
export const framingRows: readonly FramingRow[] = [
  {
    attack: 'a body until the connection closes',
    steps: (events) => [`${head}\r\n${events}`],
    last: finished,
  },
  {
    attack: 'a length and chunks at once',
    steps: (events) => [`${chunked}content-length: 5\r\n\r\n${chunk(events)}0\r\n\r\n`],
    last: failed('BAD_RESPONSE'),
  },
  {
    attack: 'two lengths that differ',
    steps: (events) => [`${head}content-length: 5\r\ncontent-length: 50\r\n\r\n${events}`],
    last: failed('BAD_RESPONSE'),
  },
  {
    attack: 'a negative length',
    steps: (events) => [`${head}content-length: -1\r\n\r\n${events}`],
    last: failed('BAD_RESPONSE'),
  },
  {
    attack: 'a length beyond any number',
    steps: (events) => [`${head}content-length: ${'9'.repeat(40)}\r\n\r\n${events}`],
    last: failed('BAD_RESPONSE'),
  },
  {
    attack: 'a size of a chunk that is no number',
    steps: (events) => [`${chunked}\r\nzz\r\n${events}\r\n0\r\n\r\n`],
    last: failed('CONNECTION_LOST'),
  },
  {
    attack: 'a size of a chunk beyond any number',
    steps: (events) => [`${chunked}\r\n${'f'.repeat(20)}\r\n${events}`],
    last: failed('CONNECTION_LOST'),
  },
  {
    attack: 'extensions of a chunk',
    steps: (events) => [
      `${chunked}\r\n${Buffer.byteLength(events).toString(16)};a=b;c="d"\r\n${events}\r\n0\r\n\r\n`,
    ],
    last: finished,
  },
  {
    attack: 'extensions of a chunk without end',
    steps: () => [`${chunked}\r\n5;${'a=b;'.repeat(50_000)}`],
    last: failed('CONNECTION_LOST'),
  },
  {
    attack: 'trailers that look like headers',
    steps: (events) => [`${chunked}\r\n${chunk(events)}0\r\ncontent-type: text/html\r\nx: y\r\n\r\n`],
    last: finished,
  },
  {
    attack: 'another answer behind the answer',
    steps: (events) => [
      `${chunked}\r\n${chunk(events)}0\r\n\r\n${chunked}\r\n${chunk('data: {"error":"x"}\n\n')}`,
    ],
    last: finished,
  },
  {
    attack: 'chunks of one byte, cut within their frames',
    steps: (events) => Array.from(`${chunked}\r\n${Array.from(events).map(chunk).join('')}0\r\n\r\n`),
    last: finished,
  },
  {
    attack: 'early hints before the answer',
    steps: (events) => [
      'HTTP/1.1 103 Early Hints\r\nlink: </x>; rel=preload\r\n\r\n'.repeat(50),
      `${head}\r\n${events}`,
    ],
    last: finished,
  },
  {
    attack: 'an upgrade that nobody asked for',
    steps: () => [
      'HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\nhello',
    ],
    last: failed('CONNECTION_LOST'),
  },
  {
    attack: 'a preface of HTTP/2',
    steps: () => ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    last: failed('BAD_RESPONSE'),
  },
  { attack: 'HTTP/0.9', steps: (events) => [events], last: failed('BAD_RESPONSE') },
  { attack: 'a status of 99', steps: () => ['HTTP/1.1 99 No\r\n\r\n'], last: failed('BAD_RESPONSE') },
  { attack: 'a status of 999', steps: () => ['HTTP/1.1 999 No\r\n\r\n'], last: failed('PROVIDER_ERROR') },
  { attack: 'a status of letters', steps: () => ['HTTP/1.1 OK\r\n\r\n'], last: failed('BAD_RESPONSE') },
  {
    attack: 'a success without content',
    steps: () => ['HTTP/1.1 204 No Content\r\n\r\n'],
    last: failed('NO_FINISH'),
  },
  {
    attack: 'headers folded over lines',
    steps: (events) => [`${head}x-folded: a\r\n b\r\n\r\n${events}`],
    last: failed('BAD_RESPONSE'),
  },
  {
    attack: 'a header with a line feed alone in it',
    steps: (events) => [`${head}x: a\nset-cookie: b\r\n\r\n${events}`],
    last: failed('BAD_RESPONSE'),
  },
  {
    attack: 'a zero byte in a header',
    steps: (events) => [`${head}x: a\0b\r\n\r\n${events}`],
    last: failed('BAD_RESPONSE'),
  },
  {
    attack: 'a header of the name __proto__',
    steps: (events) => [`${head}__proto__: a\r\nconstructor: b\r\n\r\n${events}`],
    last: finished,
  },
  {
    attack: 'three thousand headers',
    steps: (events) => [`${head}${'a: b\r\n'.repeat(3_000)}\r\n${events}`],
    last: finished,
  },
  {
    attack: 'two packed answers, one behind the other',
    steps: (events) => {
      const at = events.indexOf('data:', 10)
      const body = [events.slice(0, at), events.slice(at)].map((part) => zlib.gzipSync(part))
      return packed('gzip', Buffer.concat(body))
    },
    last: finished,
  },
  {
    attack: 'a packed answer with other bytes behind it',
    steps: (events) => packed('gzip', Buffer.concat([zlib.gzipSync(events), Buffer.alloc(100, 7)])),
    last: failed('BAD_RESPONSE'),
  },
  {
    attack: 'an answer packed twice',
    steps: (events) => packed('gzip, br', zlib.brotliCompressSync(zlib.gzipSync(events))),
    last: finished,
  },
  {
    attack: 'an answer packed five times',
    steps: (events) => packed('gzip, gzip, gzip, gzip, gzip', zlib.gzipSync(events)),
    last: failed('BAD_RESPONSE'),
  },
  {
    attack: 'packed as said in capitals',
    steps: (events) => packed('GZIP', zlib.gzipSync(events)),
    last: finished,
  },
  {
    attack: 'said to be packed, and is not',
    steps: (events) => packed('br', Buffer.from(events)),
    last: failed('BAD_RESPONSE'),
  },
  {
    attack: 'packed, and not said so',
    steps: (events) => [`${head}\r\n`, zlib.gzipSync(events)],
    last: failed('BAD_RESPONSE'),
  },
  {
    attack: 'packed in a way that nobody knows',
    steps: (events) => packed('__proto__', Buffer.from(events)),
    last: failed('BAD_RESPONSE'),
  },
  {
    attack: 'a packed answer whose checksum is wrong',
    steps: (events) => {
      const body = zlib.gzipSync(events)
      body.writeUInt32LE(1, body.length - 8)
      return packed('gzip', body)
    },
    last: failed('BAD_RESPONSE'),
  },
  {
    attack: 'a packed answer with a byte turned over',
    steps: (events) => {
      const body = zlib.gzipSync(events)
      body[14] = (body[14] ?? 0) ^ 0xff
      return packed('gzip', body)
    },
    last: failed('BAD_RESPONSE'),
  },
  {
    attack: 'zstd, cut within',
    steps: (events) => {
      const body = zlib.zstdCompressSync(events)
      return packed('zstd', body.subarray(0, body.length - 4))
    },
    last: failed('BAD_RESPONSE'),
  },
  {
    attack: 'deflate, a byte at a time',
    steps: (events) => {
      const body = zlib.deflateSync(events)
      return [`${head}content-encoding: deflate\r\n\r\n`, ...[...body].map((byte) => Buffer.of(byte))]
    },
    last: finished,
  },
  {
    attack: 'no bytes, said to be packed',
    steps: () => packed('gzip', Buffer.of()),
    last: failed('NO_FINISH'),
  },
  {
    attack: 'keep-alives of empty data',
    steps: (events) => [
      `${head}\r\n${'data:\n\ndata: \n\n'.repeat(20_000)}${events}${'data:\n\n'.repeat(10)}`,
    ],
    last: finished,
  },
  {
    attack: 'fields that nobody knows',
    steps: (events) => [`${head}\r\nfoo: bar\n\n:\n\nid\nretry: x\n\n${events}`],
    last: finished,
  },
  {
    attack: 'a cut within a character',
    steps: (events) => [`${head}\r\n${events.slice(0, events.indexOf('Good.'))}`, Buffer.of(0xf0, 0x9f)],
    last: failed('NO_FINISH'),
    text: '',
  },
]
