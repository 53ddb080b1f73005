/** What may be called anything: servers, headers, chats, folders, files, models, zones. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { backupFileName } from '../../electron/core/backups/backupFileFormat.ts'
import { safeName, UniqueNames } from '../../electron/core/transfer/fileNames.ts'
import { conversationId, folderId, modelId } from '../../shared/contract/base.ts'
import { isTimeZone } from '../../shared/timeZone.ts'
import { zonedParts } from '../../shared/zonedParts.ts'
import { codeOf } from '../contract/conversing.ts'
import { transports, type TestApplication, type TestWindow } from '../contract/transports.ts'
import { temporaryFolder } from '../support/folders.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 })

const { folder, remove } = temporaryFolder()
let application: TestApplication
let window: TestWindow

beforeAll(async () => {
  const [transport] = transports
  if (!transport) throw new Error('there is no transport')
  application = await transport.start()
  window = await application.connect()
  await window.client.profiles.create({ userName: 'Ada', email: null, password: 'correct horse' })
})

afterAll(async () => {
  await application.close()
  remove()
})

const server = { connectionId: null, name: 'x', apiKey: null, headers: null }

describe('the address of a server', () => {
  const secret = 'hunter2hunter2'
  const addresses = [
    `http://me:${secret}@127.0.0.1:1/`,
    `HTTP://me:${secret}@127.0.0.1:1/`,
    `hTTps://${secret}@127.0.0.1:1`,
    `http:\\\\me:${secret}@127.0.0.1:1`,
    `http:/me:${secret}@127.0.0.1:1`,
    `http:me:${secret}@127.0.0.1:1`,
    `ht\ntp://me:${secret}@127.0.0.1:1`,
    `http://me:${secret}\\@127.0.0.1:1`,
    `http://:${secret}@127.0.0.1:1`,
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/plain,x',
    'ftp://127.0.0.1/',
    'ws://127.0.0.1/',
    '//127.0.0.1/',
    '127.0.0.1:80',
    'http://',
    'http://[::1',
    'http://127.0.0.1:99999',
    `http://${'a'.repeat(600)}`,
  ]

  it.each(addresses)('is refused, with what is in it told to nobody: %j', async (baseUrl) => {
    expect(await codeOf(window.client.connections.saveServer({ ...server, baseUrl }))).toBe('INVALID_INPUT')
    expect(JSON.stringify(await window.client.connections.list({}))).not.toContain(secret)
    expect(application.log.join('\n')).not.toContain(secret)
  })
})

describe('a header of a server', () => {
  const long = 'x'.repeat(65)
  const headers: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['a line in its value', { a: 'x\r\nb: y' }],
    ['a line in its name', { 'a\r\nb': 'x' }],
    ['a zero', { a: '\0' }],
    ['a space in its name', { 'a b': 'x' }],
    ['a colon in its name', { 'a:': 'x' }],
    ['no name', { '': 'x' }],
    ['a long name', { [long]: 'x' }],
    ['a long value', { a: 'x'.repeat(1_025) }],
    ['a value of other letters', { a: 'ä' }],
    ['too many others', Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`a${index}`, 'x']))],
  ]

  it.each(headers)('is refused with %s', async (_what, given) => {
    const change = { ...server, baseUrl: 'http://127.0.0.1:1', headers: given }
    expect(await codeOf(window.client.connections.saveServer(change))).toBe('INVALID_INPUT')
  })

  it.each([
    'Host',
    'Content-Length',
    'Transfer-Encoding',
    'Connection',
    'Upgrade',
    'Expect',
    '__proto__',
    'constructor',
  ])('called %s harms no request and nobody else', async (name) => {
    const headersOf = Object.fromEntries([[name, '5']])
    const { connection } = await window.client.connections.saveServer({
      ...server,
      baseUrl: 'http://127.0.0.1:1',
      headers: headersOf,
    })
    const tried = await window.client.connections.test({ connectionId: connection.id })
    expect(tried.problem).not.toBeNull()
    await window.client.connections.removeServer({ connectionId: connection.id })
    expect(application.log.filter((line) => /unexpectedly|uncaught/u.test(line))).toEqual([])
  })
})

/** Titles and names that every list, search and export has to bear. */
const odd = [
  '../../../etc/passwd',
  '..\\..\\x',
  'CON',
  'nul.txt',
  'x'.repeat(80),
  '\ud800',
  '\u202egnp.exe',
  '\0',
  'a\nb',
  '<img src=x onerror=alert(1)>',
  '"; DROP TABLE messages; --',
  '%s%n%00',
  '__proto__',
  '${7*7}',
  '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
  `e${'\u0301'.repeat(70)}`,
  '\ufdfa'.repeat(70),
  '.',
  '~',
  '*',
]

describe('a folder and a file of it', () => {
  it.each(odd)('are made, listed, searched and exported when called %j', async (name) => {
    const { client } = window
    const id = folderId.parse(randomUUID())
    await client.folders.create({ folderId: id, name, parentId: null })
    expect((await client.folders.list({})).folders.find((one) => one.id === id)?.name).toBe(
      name.trim().toWellFormed(),
    )
    const filters = { role: null, modelId: null, folderId: id, from: null, before: null }
    expect((await client.search.titles({ query: name, filters, limit: 10 })).titles).toEqual([])
    await client.folders.delete({ folderId: id })
    const file = safeName(name, 'Chat')
    expect(Buffer.byteLength(file)).toBeLessThanOrEqual(121)
    expect(file).not.toMatch(/[\p{Cc}\p{Cs}\u202e<>:"/\\|?*]|^\.|[\s.]$|^(?:con|nul)(?:\.|$)/iu)
    writeFileSync(path.join(folder, file), '')
    expect(path.dirname(path.resolve(folder, backupFileName(name, 0)))).toBe(folder)
    expect(await codeOf(client.conversations.rename({ conversationId: unknown, title: name }))).toBe(
      'CONVERSATION_NOT_FOUND',
    )
  })
  const unknown = conversationId.parse(randomUUID())

  it('that are called the same a thousand times are a thousand', () => {
    const names = new UniqueNames()
    const taken = Array.from({ length: 1_000 }, (_, index) =>
      names.take('', index % 2 === 0 ? 'A' : 'ａ', '.md'),
    )
    expect(new Set(taken.map((name) => name.normalize('NFKC').toLowerCase())).size).toBe(1_000)
  })
})

describe('a model', () => {
  it.each([
    'local:../x',
    'local:.x',
    'local:a/b',
    'local:a\\b',
    'local:',
    'local:a\0',
    'openai:',
    'openai:a\nb',
    'openai:\ud800',
    'gemini:\u2028',
    'server-1:x',
    'server-GGGGGGGG:x',
    'http://x',
    `openai:${'x'.repeat(1_024)}`,
  ])('is not called %j', (id) => {
    expect(modelId.safeParse(id).success).toBe(false)
  })

  const folders: readonly (readonly [string, () => string])[] = [
    ['nowhere', () => path.join(folder, 'none')],
    ['a zero', () => `${folder}\0`],
    ['no path', () => 'relative'],
    ['no path but a step up', () => '..'],
    ['the root', () => '/'],
    ['a file', () => made('file', (place) => writeFileSync(place, ''))],
    ['a link to itself', () => made('loop', (place) => symlinkSync(place, place))],
    ['an empty folder', () => made('empty', (place) => mkdirSync(place))],
    ['a folder of marks', () => made('\u202e', (place) => mkdirSync(place))],
    [
      'a configuration that is a folder',
      () => made('odd', (place) => mkdirSync(path.join(place, 'config.json'), { recursive: true })),
    ],
    ['a configuration of brackets', () => model('brackets', '['.repeat(100_000))],
    ['a configuration of zeros', () => model('zeros', '\0'.repeat(100))],
    ['a configuration that is null', () => model('null', 'null')],
    ['a kind that every object has', () => model('kind', '{"model_type":"constructor"}')],
    [
      'what leads out of it',
      () =>
        made(
          'out',
          (place) => (mkdirSync(place), symlinkSync('/etc/passwd', path.join(place, 'config.json'))),
        ),
    ],
    ['the models themselves', () => path.join(application.dataFolder, 'models')],
  ]
  const made = (name: string, make: (place: string) => unknown): string => {
    const place = path.join(folder, `made ${name}`)
    make(place)
    return place
  }
  const model = (name: string, config: string): string =>
    made(name, (place) => {
      mkdirSync(place)
      for (const [file, text] of [
        ['config.json', config],
        ['tokenizer.json', '{}'],
        ['tokenizer_config.json', '{}'],
      ] as const)
        writeFileSync(path.join(place, file), text)
    })

  it.each(folders)('is not imported from %s', async (_what, place) => {
    const found = await window.client.downloads.importFolder({ path: place() })
    expect(found.outcome).toBe('refused')
    expect(application.log.filter((line) => /unexpectedly|uncaught/u.test(line))).toEqual([])
  })
})

describe('a time zone', () => {
  it.each([
    '',
    ' ',
    'utc ',
    'Europe/Nowhere',
    '../UTC',
    'UTC\0',
    '+99:99',
    'GMT+25',
    '__proto__',
    'Z',
    '\u202eUTC',
  ])('is not %j', (zone) => expect(isTimeZone(zone)).toBe(false))

  it('takes no memory for each of its spellings', () => {
    const zone = 'america/argentina/comodrivadavia'
    const letters = Array.from(zone)
    const places = letters.flatMap((letter, index) => (letter === '/' ? [] : [index]))
    const spelled = (number: number): string =>
      letters
        .map((letter, index) => {
          const bit = places.indexOf(index)
          return bit >= 0 && ((number >> bit) & 1) === 1 ? letter.toUpperCase() : letter
        })
        .join('')
    for (let number = 0; number < 200; number += 1) zonedParts(0, spelled(number))
    const made = vi.spyOn(Intl, 'DateTimeFormat')
    zonedParts(0, spelled(0))
    expect(made).toHaveBeenCalledTimes(1)
    zonedParts(0, spelled(0))
    expect(made).toHaveBeenCalledTimes(1)
    made.mockRestore()
  })
})
