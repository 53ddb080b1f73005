/** Archives that lie about what is in them. */
import { crc32, deflateRawSync } from 'node:zlib'
import { good, mebibyte, type Fate, type HostileFile } from './making.ts'

interface Entry {
  readonly name: string
  readonly data: Buffer
  /** What the header says in place of what is so. */
  readonly compression?: number
  readonly flags?: number
  readonly packed?: Buffer
  readonly packedBytes?: number
  readonly crc?: number
  readonly extra?: Buffer
  /** Behind the data: with its mark, or without. */
  readonly descriptor?: 'marked' | 'plain'
}

function numbers(...values: readonly (readonly [number, 2 | 4])[]): Buffer {
  return Buffer.concat(
    values.map(([value, bytes]) => {
      const buffer = Buffer.alloc(bytes)
      buffer.writeUIntLE(value, 0, bytes)
      return buffer
    }),
  )
}

function entryBytes(entry: Entry): Buffer {
  const { compression = 8, data, descriptor, extra = Buffer.alloc(0) } = entry
  const packed = entry.packed ?? (compression === 0 ? data : deflateRawSync(data))
  const name = Buffer.from(entry.name)
  const crc = entry.crc ?? crc32(data)
  const size = entry.packedBytes ?? packed.length
  const sizes = [
    [crc, 4],
    [size, 4],
    [data.length, 4],
  ] as const
  const head = numbers(
    [0x04034b50, 4],
    [20, 2],
    [(entry.flags ?? 0) | (descriptor ? 8 : 0), 2],
    [compression, 2],
    [0, 4],
  )
  const known = descriptor ? Buffer.alloc(12) : numbers(...sizes)
  const tail = descriptor
    ? numbers(...(descriptor === 'marked' ? [[0x08074b50, 4] as const] : []), ...sizes)
    : Buffer.alloc(0)
  return Buffer.concat([head, known, numbers([name.length, 2], [extra.length, 2]), name, extra, packed, tail])
}

const directory = numbers([0x02014b50, 4], ...Array.from({ length: 21 }, () => [0, 2] as const))

const archive = (...entries: readonly Entry[]): Buffer =>
  Buffer.concat([...entries.map(entryBytes), directory])

const chats = (...names: readonly string[]): Buffer => Buffer.from(`[${names.map(good).join(',')}]`)
const conversations = (changes: Partial<Entry> = {}): Entry => ({
  name: 'conversations.json',
  data: chats('one'),
  ...changes,
})
const inner = archive({ name: 'conversations.json', data: chats('inner'), compression: 0 })
const zip64Size = (data: Buffer): Buffer => numbers([1, 2], [8, 2], [deflateRawSync(data).length, 4], [0, 4])

function zip(name: string, make: () => Buffer, fate: Fate): HostileFile {
  return { name: `zip: ${name}`, ...fate, pieces: () => [make()] }
}

export const zips: readonly HostileFile[] = [
  zip('20 million brackets in 19 kB', () => archive(conversations({ data: Buffer.alloc(20_000_000, '[') })), {
    refused: 'too-large',
  }),
  zip('80 MB of space', () => archive(conversations({ data: Buffer.alloc(80 * mebibyte, ' ') })), {
    refused: 'too-large',
  }),
  zip(
    'a bomb behind a picture that is as large as it',
    () =>
      archive(
        { name: 'a.png', data: Buffer.alloc(mebibyte), compression: 0 },
        conversations({ data: Buffer.alloc(80 * mebibyte, ' ') }),
      ),
    { refused: 'too-large' },
  ),
  zip(
    'an archive in an archive, stored',
    () => archive({ name: 'a.zip', data: inner, compression: 0 }, conversations()),
    {
      added: 1,
    },
  ),
  zip(
    'an archive in an archive, stored, its size behind it',
    () => archive({ name: 'a.zip', data: inner, compression: 0, descriptor: 'marked' }, conversations()),
    { added: 1 },
  ),
  zip(
    'an archive in an archive, its size behind it without a mark',
    () => archive({ name: 'a.zip', data: inner, compression: 0, descriptor: 'plain' }, conversations()),
    { added: 1 },
  ),
  zip(
    'nothing but an archive in an archive',
    () => archive({ name: 'a.zip', data: inner, compression: 0, descriptor: 'marked' }),
    {
      refused: 'no-conversations',
    },
  ),
  zip(
    'chats stored with their size behind them',
    () => archive(conversations({ compression: 0, descriptor: 'marked' })),
    {
      added: 1,
    },
  ),
  zip('chats packed with their size behind them', () => archive(conversations({ descriptor: 'plain' })), {
    added: 1,
  }),
  zip(
    '60,000 files',
    () =>
      archive(
        ...Array.from({ length: 60_000 }, (_, index) => ({
          name: `${index}`,
          data: Buffer.alloc(0),
          compression: 0,
        })),
        conversations(),
      ),
    { added: 1 },
  ),
  zip(
    'names of 65,000 bytes',
    () =>
      archive(
        ...Array.from({ length: 50 }, () => ({ name: 'n'.repeat(65_000), data: inner })),
        conversations(),
      ),
    {
      added: 1,
    },
  ),
  zip(
    'a size of zip64',
    () => archive(conversations({ packedBytes: 0xffffffff, extra: zip64Size(chats('one')) })),
    { added: 1 },
  ),
  zip('sizes of zip64 that are not there', () => archive(conversations({ packedBytes: 0xffffffff })), {
    refused: 'damaged',
  }),
  zip('a size that is too small', () => archive(conversations({ packedBytes: 40 })), { refused: 'damaged' }),
  zip('a size that is too large', () => archive(conversations({ packedBytes: 2_000_000 })), {
    added: 1,
    problems: ['file-cut-off'],
  }),
  zip('an archive that ends in a file', () => archive(conversations()).subarray(0, 200), {
    refused: 'cut-off',
  }),
  zip('a password', () => archive(conversations({ flags: 1 })), { refused: 'encrypted' }),
  zip(
    'a way to pack that is not known',
    () => archive(conversations({ compression: 99, packed: Buffer.alloc(9) })),
    {
      refused: 'damaged',
    },
  ),
  zip('a checksum that is wrong', () => archive(conversations({ crc: 1 })), { refused: 'damaged' }),
  zip('the same file twice', () => archive(conversations(), conversations()), { added: 1 }),
  zip('a path that leads out', () => archive(conversations({ name: '../../conversations.json' })), {
    added: 1,
  }),
  zip(
    'a megabyte of empty blocks',
    () => archive(conversations({ packed: Buffer.alloc(mebibyte, Buffer.from([0, 0, 0, 0xff, 0xff])) })),
    {
      refused: 'damaged',
    },
  ),
  zip(
    'a megabyte behind the end of what is packed',
    () =>
      archive(
        conversations({ packed: Buffer.concat([deflateRawSync(chats('one')), Buffer.alloc(mebibyte, 'x')]) }),
      ),
    { added: 1, problems: ['file-damaged'] },
  ),
  zip(
    'something else behind the directory',
    () => Buffer.concat([archive(conversations()), Buffer.alloc(mebibyte, 'x')]),
    {
      added: 1,
    },
  ),
  zip(
    'a beginning and nothing of it',
    () => Buffer.concat([Buffer.from('PK'), Buffer.alloc(mebibyte, 'x')]),
    {
      refused: 'damaged',
    },
  ),
]
