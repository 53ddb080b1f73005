/** Files that somebody wrote by hand to be imported, each among chats that mean no harm and have to come in. */
import { randomBytes, randomUUID } from 'node:crypto'
import path from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { CallError } from '../../electron/core/callError.ts'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import { openProfileDatabase } from '../../electron/core/database/openProfileDatabase.ts'
import { temporaryFolder } from '../support/folders.ts'
import { chatGptChat, chatGptMessage, claudeChat, claudeMessage, node } from '../transfer/exportSamples.ts'
import { good, own, ownChat, ownHead, ownId, ownMessage } from '../transfer/hostile/making.ts'
import { exportedValues, imported, problemsOf } from '../transfer/transferTest.ts'

vi.setConfig({ testTimeout: 60_000 })

const { folder, remove } = temporaryFolder()
let database: ProfileDatabase

beforeAll(async () => {
  database = await openProfileDatabase({ file: path.join(folder, 'confab.db'), dataKey: randomBytes(32) })
})

afterAll(async () => {
  await database.close()
  remove()
})

/** Everything of ours under new ids, so that each file brings chats that are not here. */
function fresh(text: string): string {
  const made = new Map<string, string>()
  return text.replaceAll(/0b9a3b1e-7c1c-4a57-9e0a-\d{12}/gu, (id) => {
    made.set(id, made.get(id) ?? randomUUID())
    return made.get(id) ?? ''
  })
}

async function endOf(content: string | Uint8Array) {
  try {
    const report = await imported(database, content)
    return { added: report.added, problems: Object.keys(problemsOf(report)) }
  } catch (error) {
    if (error instanceof CallError && error.code === 'IMPORT_UNREADABLE') return error.data
    throw error
  }
}

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')

describe('a file that is no export', () => {
  const files: readonly (readonly [string, string | Uint8Array, string])[] = [
    ['a number', '1', 'not-an-export'],
    ['a text', '"x"', 'not-an-export'],
    ['a truth', 'true', 'not-an-export'],
    ['nothing at all', 'null', 'not-an-export'],
    ['one byte', '[', 'cut-off'],
    ['an empty list', '[]', 'not-an-export'],
    ['an empty object', '{}', 'not-an-export'],
    ['a list of nothing', '[null]', 'not-an-export'],
    ['lists in lists', '[[[]]]', 'not-an-export'],
    ['chats that are null', '{"conversations":null}', 'not-an-export'],
    ['chats that are a number', '{"conversations":1}', 'not-an-export'],
    ['chats that are none', '{"conversations":[1,"x",null,[]]}', 'not-an-export'],
    ['a comment', '// x\n[]', 'not-an-export'],
    ['a comment inside', '[/* x */]', 'damaged'],
    ['single quotes', "[{'mapping':{}}]", 'damaged'],
    ['a comma too much', '[{},]', 'damaged'],
    ['no number', '[NaN]', 'damaged'],
    ['a number with zeros', '[007]', 'damaged'],
    ['a key without quotes', '[{mapping:{}}]', 'damaged'],
    ['a byte order mark', '\uFEFF', 'empty'],
    ['two byte order marks', '\uFEFF\uFEFF[]', 'not-an-export'],
    ['UTF-16 without a mark', utf16('[]'), 'encoding'],
    ['the beginning of a zip', 'PK', 'cut-off'],
    ['an empty zip', zipSync({}), 'no-conversations'],
    ['a zip of a picture', zipSync({ 'a.png': strToU8('x') }), 'no-conversations'],
    ['a zip of an empty file', zipSync({ 'conversations.json': strToU8('') }), 'empty'],
    ['a zip that leads up', zipSync({ '../../chats.json': strToU8('[]') }), 'no-conversations'],
    [
      'what a Mac puts beside it',
      zipSync({ '__MACOSX/._conversations.json': strToU8('x') }),
      'no-conversations',
    ],
    ['a gzip', Buffer.from('1f8b0800000000000003', 'hex'), 'not-an-export'],
    ['a PDF', '%PDF-1.7', 'not-an-export'],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), 'not-an-export'],
    ['a web page', '<!doctype html>', 'not-an-export'],
    ['a table', 'a,b\n1,2', 'not-an-export'],
    ['a database', 'SQLite format 3', 'not-an-export'],
    ['a sequence of JSON', '\u001e{"a":1}\n', 'not-an-export'],
    ['our name alone', '{"format":"confab"}', 'not-an-export'],
    ['a version in words', '{"format":"confab","version":"1"}', 'newer'],
    ['a version of nothing', '{"format":"confab","version":null}', 'newer'],
    ['a version in a list', '{"format":"confab","version":[1]}', 'newer'],
    ['our name in capitals', '{"format":"CONFAB","version":1,"conversations":[]}', 'not-an-export'],
    ['the version before the first', '{"format":"confab","version":0,"conversations":[]}', 'not-an-export'],
  ]
  // Bytes that are no UTF-8 are told before anything else.
  const bytesFirst = new Set(['a gzip', 'a picture'])

  it.each(files)('is refused: %s', async (name, content, reason) => {
    expect(await endOf(content)).toEqual({ reason: bytesFirst.has(name) ? 'encoding' : reason })
  })
})

describe('a chat of ours', () => {
  const chat = (changes: object): string => ownChat(3, [ownMessage(4)], changes)
  const message = (changes: object): string => ownChat(3, [ownMessage(4, changes)])
  const answer = { role: 'assistant', modelId: 'openai:x', modelName: 'x', finishedAt: 1 }
  const under = (parent: object, child: object): string =>
    ownChat(3, [ownMessage(4, parent), ownMessage(7, { parentId: ownId(4), ...child })])
  /** With how many chats of the file come in: the one before, the one behind, and perhaps this one. */
  const chats: readonly (readonly [string, string, 2 | 3])[] = [
    ['with an id of zeros', chat({ id: '00000000-0000-0000-0000-000000000000' }), 3],
    ['with an id that leads up', chat({ id: '../../x' }), 2],
    ['with an id in a list', chat({ id: [ownId(3)] }), 2],
    ['without a title', chat({ title: '' }), 3],
    ['with a title of lines and zeros', chat({ title: 'a\n\0\u202eb' }), 3],
    ['with half a character for a title', chat({ title: '\ud800' }), 3],
    ['with a title that is too long', chat({ title: 't'.repeat(1_001) }), 2],
    ['with a title that is a number', chat({ title: 1 }), 2],
    ['named by nobody', chat({ titleSource: '__proto__' }), 2],
    ['begun before all times', chat({ createdAt: -1 }), 2],
    ['begun at a fraction', chat({ createdAt: 0.5 }), 2],
    ['begun in the year 2300', chat({ createdAt: 1e13 }), 2],
    ['begun in 2223', chat({ createdAt: 8e12, updatedAt: 8e12 }), 3],
    ['changed before it began', chat({ createdAt: 100, updatedAt: 1 }), 3],
    ['pinned in words', chat({ pinnedAt: 'now' }), 2],
    ['in a folder that is not there', chat({ folderId: randomUUID() }), 3],
    ['in a folder that is itself', chat({ folderId: ownId(3) }), 3],
    ['of a model of lines', chat({ modelId: 'openai:a\nb' }), 2],
    ['of a model that leads up', chat({ modelId: 'local:../../x' }), 2],
    ['of a hidden model', chat({ modelId: 'local:.downloads' }), 2],
    ['of a server that is not here', chat({ modelId: 'server-ffffffff:x' }), 3],
    ['of a server with a long number', chat({ modelId: 'server-fffffffff:x' }), 2],
    ['with instructions that are too long', chat({ systemPrompt: 'x'.repeat(50_001) }), 2],
    ['with parameters that are unknown', chat({ parameters: { apiKey: 'x' } }), 2],
    ['as hot as the sun', chat({ parameters: { temperature: 1e308 } }), 2],
    ['with a stop of nothing', chat({ parameters: { stop: [''] } }), 2],
    ['that takes no messages along', chat({ contextMessages: 0 }), 2],
    ['with a word too much', chat({ running: true }), 2],
    ['without messages', ownChat(3, []), 3],
    ['with messages that are null', chat({ messages: null }), 2],
    ['with messages under names', chat({ messages: { a: ownMessage(4) } }), 2],
    ['with a message that is a list', chat({ messages: [[]] }), 2],
    ['with the same message twice', ownChat(3, [ownMessage(4), ownMessage(4)]), 2],
    ['with a message under itself', message({ parentId: ownId(4) }), 2],
    ['with a message under a chat', message({ parentId: ownId(3) }), 2],
    ['with a message under one of another chat', message({ parentId: ownId(2) }), 2],
    ['with an answer under an answer', under(answer, answer), 2],
    ['with a question under a question', under({}, {}), 3],
    ['with a child before its parent', ownChat(3, [ownMessage(7, { parentId: ownId(4) }), ownMessage(4)]), 3],
    ['with two versions that are shown', ownChat(3, [ownMessage(4), ownMessage(7)]), 3],
    ['with none that is shown', message({ shown: false }), 3],
    ['shown in words', message({ shown: 'yes' }), 2],
    ['of a system', message({ role: 'system' }), 2],
    ['of a person with a model', message({ modelId: 'openai:x' }), 2],
    ['of a model without a name', message({ ...answer, modelName: null }), 2],
    ['of a model with an empty name', message({ ...answer, modelName: '' }), 3],
    ['still being written', message({ ...answer, state: 'streaming', finishedAt: null }), 3],
    ['written and finished', message({ ...answer, state: 'streaming' }), 2],
    ['failed for nothing', message({ ...answer, state: 'failed' }), 2],
    [
      'failed for a reason that is unknown',
      message({ ...answer, state: 'failed', errorCode: 'toString' }),
      2,
    ],
    ['failed well', message({ ...answer, state: 'failed', errorCode: 'INTERNAL' }), 3],
    ['with tokens below nothing', message({ ...answer, inputTokens: -1 }), 2],
    ['with tokens beyond numbers', message({ ...answer, inputTokens: 1e300 }), 2],
    ['with a text that is null', message({ text: null }), 2],
    ['with a text of nothing', message({ text: '' }), 3],
    ['with a text of zeros', message({ text: '\0'.repeat(100) }), 3],
    ['with earlier texts of other times', message({ revisions: [{ text: 'x', replacedAt: -1 }] }), 2],
    ['with too many earlier texts', message({ revisions: Array.from({ length: 10_001 }, () => 1) }), 2],
    [
      'with 100,000 messages that are none',
      chat({ messages: Array.from({ length: 100_000 }, () => ({})) }),
      2,
    ],
    [
      'with 100,000 earlier texts that are none',
      message({ revisions: Array.from({ length: 100_000 }, () => ({})) }),
      2,
    ],
    [
      'with 4,000 versions before their parent',
      ownChat(3, [
        ...Array.from({ length: 4_000 }, (_, index) =>
          ownMessage(index + 100, { parentId: ownId(4), shown: false, text: '' }),
        ),
        ownMessage(4),
      ]),
      3,
    ],
  ]

  it.each(chats)('costs only itself: %s', async (_what, hostile, added) => {
    const before = process.cpuUsage()
    const file = fresh(own(ownChat(1, [ownMessage(2)]), hostile, ownChat(5, [ownMessage(6)])))
    const problems = added === 2 ? ['chat-unreadable'] : []
    expect(await endOf(file)).toEqual({ added, problems })
    const { system, user } = process.cpuUsage(before)
    expect((system + user) / 1_000).toBeLessThan(15_000)
  })

  it('of all of them is written again', async () => {
    expect(Object.keys(await exportedValues(database))).toContain('conversations')
  })

  it('brings no more folders than a window can list', async () => {
    const folders = Array.from({ length: 2_100 }, (_, index) =>
      JSON.stringify({ id: ownId(index + 10), name: 'f', parentId: null, createdAt: 1 }),
    )
    const file = `${ownHead}${folders.join()}],"conversations":[${ownChat(1, [ownMessage(2)])}]}`
    expect(await endOf(fresh(file))).toEqual({ added: 1, problems: ['folder-unreadable'] })
    expect(await database.exportedFolders()).toHaveLength(2_000)
  })
})

describe('a chat of another program', () => {
  const mark = '\ue200cite\ue202turn0\ue201'
  const marked = (items: readonly unknown[], count: number): string =>
    JSON.stringify(
      chatGptChat('marks', [
        node(
          'a',
          null,
          chatGptMessage('assistant', `Words ${mark.repeat(count)}`, {
            metadata: { content_references: [{ matched_text: mark, items }] },
          }),
        ),
      ]),
    )
  const nameless = (title: string, count: number): string => {
    const nodes = Array.from({ length: count }, (_, index) =>
      node(`n${index}`, index === 0 ? null : `n${index - 1}`, chatGptMessage('user', 'x')),
    )
    return JSON.stringify({
      ...chatGptChat(title, []),
      id: '',
      conversation_id: '',
      mapping: Object.fromEntries(nodes.map((one) => [one.id, one])),
    })
  }
  const tool = (input: string): string =>
    JSON.stringify(
      claudeChat('tool', [
        claudeMessage('1', 'assistant', '', { content: [{ type: 'tool_use', input: 'INPUT' }] }),
      ]),
    ).replace('"INPUT"', () => input)
  const deepNumbers = `{"a":${'['.repeat(85)}${'1,'.repeat(200_000)}1${']'.repeat(85)}}`
  const files: readonly (readonly [string, string])[] = [
    [
      'with 10,000 marks of 100,000 sources',
      marked(
        Array.from({ length: 100_000 }, () => 1),
        10_000,
      ),
    ],
    [
      'with 50,000 marks of long addresses',
      marked(
        Array.from({ length: 50 }, (_, index) => ({ url: `https://x/${index}${'a'.repeat(3_900)}` })),
        50_000,
      ),
    ],
    ['with 500 messages and a title of 1 MB for its name', nameless('t'.repeat(1_000_000), 500)],
    ['with 200,000 numbers deep in a call', tool(deepNumbers)],
  ]

  it.each(files)('costs only itself: %s', async (_what, hostile) => {
    const before = process.cpuUsage()
    const end = await endOf(`[${good(randomUUID())},${hostile},${good(randomUUID())}]`)
    expect((end as { readonly added: number }).added).toBeGreaterThanOrEqual(2)
    const { system, user } = process.cpuUsage(before)
    expect((system + user) / 1_000).toBeLessThan(15_000)
  })

  it('is not taken for what stands before it and is asked for by nobody', async () => {
    const nothing = `[${'1,'.repeat(13_000_000)}1]`
    const file = `{"x":[${nothing}],"conversations":[${good(randomUUID())},${good(randomUUID())}]}`
    expect(await endOf(file)).toEqual({ added: 2, problems: [] })
  })
})
