import { readFileSync } from 'node:fs'
import path from 'node:path'
import { zipSync, strToU8, zlibSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import { temporaryProfile } from '../database/temporaryProfile.ts'
import { repository } from '../support/folders.ts'
import {
  chatGptChat,
  chatGptMessage,
  claudeChat,
  claudeMessage,
  node,
  simpleChatGptChat,
} from './exportSamples.ts'
import { exported, exportedValues, imported, problemsOf } from './transferTest.ts'

const open = (): Promise<ProfileDatabase> => temporaryProfile().open()
const two = [simpleChatGptChat('One', 'a', 'b'), simpleChatGptChat('Two', 'c', 'd')]
const claude = [claudeChat('Three', [claudeMessage('1', 'human', 'x'), claudeMessage('2', 'assistant', 'y')])]

function zipOf(files: Record<string, unknown>, level: 0 | 6 = 6): Uint8Array {
  const entries = Object.entries(files).map(([name, content]) => [
    name,
    [content instanceof Uint8Array ? content : strToU8(JSON.stringify(content)), { level }],
  ])
  return zipSync(Object.fromEntries(entries))
}

async function titlesIn(database: ProfileDatabase): Promise<readonly string[]> {
  return (await database.exportedChats()).map(({ title }) => title)
}

describe('importing a file', () => {
  it.each([
    ['a list', JSON.stringify(two)],
    ['a list behind space and a byte order mark', `\uFEFF \n${JSON.stringify(two)}`],
    ['an object around a list', { conversations: two }],
    ['a zip', zipOf({ 'conversations.json': two, 'user.json': {} })],
    ['a zip with a folder and stored files', zipOf({ 'export/conversations.json': two, 'x.png': {} }, 0)],
    [
      'a zip in parts',
      zipOf({ 'conversations-000.json': two.slice(0, 1), 'conversations-001.json': two.slice(1) }),
    ],
    [
      'a zip with files of that name nearby',
      zipOf({
        'shared_conversations.json': [],
        '__MACOSX/._conversations.json': [],
        'conversations.json': two,
      }),
    ],
  ])('recognises %s by its content, in pieces of any length', async (_name, content) => {
    const database = await open()
    expect(await imported(database, content, 7)).toMatchObject({ added: 2, messages: 4, problems: [] })
    expect(await titlesIn(database)).toEqual(['One', 'Two'])
    expect(await imported(database, content)).toMatchObject({ added: 0, unchanged: 2, messages: 0 })
  })

  it('recognises chats of different programs in one list, and reports what is none', async () => {
    const database = await open()
    const report = await imported(database, [...claude, 1, null, { mapping: 3 }, ...two])
    expect(report).toMatchObject({ added: 3 })
    expect(problemsOf(report)).toEqual({ 'chat-unreadable': 3 })
  })

  it.each([
    ['nothing', '', 'empty'],
    ['only space', ' \n ', 'empty'],
    ['an empty list', '[]', 'not-an-export'],
    ['another list', '[1, 2]', 'not-an-export'],
    ['another object', '{"format":"other","messages":[]}', 'not-an-export'],
    ['a word', 'hello', 'not-an-export'],
    ['one byte', '[', 'cut-off'],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'encoding'],
    ['a page', '<html></html>', 'not-an-export'],
    ['a list that ends in its first chat', JSON.stringify(two).slice(0, 200), 'cut-off'],
    ['a list that is damaged in its first chat', JSON.stringify(two).replace('"title"', '"title'), 'damaged'],
    ['another encoding', Buffer.from(JSON.stringify(two), 'utf16le'), 'encoding'],
    ['Latin-1', Buffer.from(JSON.stringify([simpleChatGptChat('Für', 'ä', 'ö')]), 'latin1'), 'encoding'],
    ['a zip without chats', zipOf({ 'notes.json': [] }), 'no-conversations'],
    ['an empty zip', zipSync({}), 'no-conversations'],
    ['a zip that ends early', zipOf({ 'conversations.json': two }).subarray(0, 120), 'cut-off'],
    ['a newer Confab', '{"format":"confab","version":2,"conversations":[]}', 'newer'],
    ['a version that is no number', '{"format":"confab","version":"1"}', 'newer'],
    [
      'our own file with its keys in another order',
      '{"application":"Confab","conversations":[{"messages":[],"title":"a","titleSource":"first"}],"format":"confab","version":1}',
      'reordered',
    ],
  ])('refuses %s and says why', async (_name, content, reason) => {
    const database = await open()
    await expect(imported(database, content)).rejects.toMatchObject({
      code: 'IMPORT_UNREADABLE',
      data: { reason },
    })
    expect(await titlesIn(database)).toEqual([])
  })

  it('reads only the outer archive, whatever is stored in one whose size stands behind it', async () => {
    const database = await open()
    const bytes = readFileSync(path.join(repository, 'tests', 'cases', 'imports', 'descriptor.zip'))
    expect(await imported(database, bytes, 11)).toMatchObject({ added: 1, problems: [] })
    expect(await titlesIn(database)).not.toContain('INNER MUST NOT APPEAR')
  })

  it.each([2, 66])('refuses a zip bomb of %i MiB before it has unpacked much of it', async (mebibytes) => {
    const database = await open()
    const bomb = zipOf({ 'conversations.json': new Uint8Array(mebibytes * 1024 * 1024).fill(0x20) })
    await expect(imported(database, bomb)).rejects.toMatchObject({ data: { reason: 'too-large' } })
  })

  it('takes what is small, however far it was packed', async () => {
    const database = await open()
    const zip = zipOf({ 'conversations.json': [simpleChatGptChat('Long', 'x'.repeat(900_000), 'answer')] })
    expect(await imported(database, zip)).toMatchObject({ added: 1, problems: [] })
  })

  it('does not unpack what is no chat, however large or strange it is', async () => {
    const database = await open()
    const zip = zipOf({ 'bomb.json': new Uint8Array(70 * 1024 * 1024), 'conversations.json': two })
    expect(await imported(database, zip)).toMatchObject({ added: 2 })
    const strange = Buffer.from(zipOf({ 'picture.heic': zlibSync(strToU8('x')), 'conversations.json': two }))
    strange.writeUInt16LE(99, 8)
    expect(await imported(database, strange)).toMatchObject({ unchanged: 2 })
  })

  it.each([
    ['ends in the middle of its second chat', (text: string) => text.slice(0, -300), 'file-cut-off'],
    [
      'is damaged in its second chat',
      (text: string) => text.replace('"title":"Two"', '"title":Two'),
      'file-damaged',
    ],
  ])('keeps the first chat of a file that %s, and says so', async (_name, damage, kind) => {
    const database = await open()
    const report = await imported(database, damage(JSON.stringify(two)), 50)
    expect(report).toMatchObject({ added: 1, messages: 2 })
    expect(problemsOf(report)).toEqual({ [kind]: 1 })
    expect(await imported(database, two)).toMatchObject({ added: 1, unchanged: 1 })
  })

  it('lists 200 kinds of problems at most and counts the others', async () => {
    const database = await open()
    const empty = Array.from({ length: 250 }, (_, index) => claudeChat(`${index}`, []))
    const report = await imported(database, [...two, ...empty])
    expect(report).toMatchObject({ added: 2, problemsLeftOut: 50 })
    expect(report.problems).toHaveLength(200)
  })
})

describe("importing Confab's own JSON", () => {
  it('leaves out chats that could not be stored, and takes the others', async () => {
    const one = await open()
    await imported(one, two)
    const values = await exportedValues(one)
    const [first, second] = values['conversations'] as { messages: { role: string; parentId: unknown }[] }[]
    const [question, answer] = first?.messages ?? []
    const broken = [
      { ...first, messages: [answer] },
      { ...first, messages: [question, question] },
      { ...first, messages: [{ ...question, role: 'root' }] },
      { ...first, messages: [{ ...question, modelId: 'openai:x' }] },
      {
        ...first,
        messages: [
          question,
          answer,
          {
            ...answer,
            id: '0b9a3b1e-7c1c-4a57-9e0a-000000000009',
            parentId: answer && 'id' in answer ? answer.id : '',
          },
        ],
      },
      { ...first, surprise: true },
      { ...first, createdAt: -1 },
      null,
    ]
    const other = await open()
    const report = await imported(other, { ...values, conversations: [...broken, second] })
    expect(report).toMatchObject({ added: 1, messages: 2 })
    expect(problemsOf(report)).toEqual({ 'chat-unreadable': broken.length })
  })

  it('takes messages in any order, one shown version, and ends what was being written', async () => {
    const one = await open()
    const chat = chatGptChat('T', [
      node('q', null, chatGptMessage('user', 'q')),
      node('a', 'q', chatGptMessage('assistant', 'a')),
      node('b', 'q', chatGptMessage('assistant', 'b')),
    ])
    await imported(one, [chat])
    const values = await exportedValues(one)
    const [given] = values['conversations'] as { id: never; messages: object[] }[]
    const messages = given?.messages.map((message) => ({
      ...message,
      shown: true,
      ...('role' in message && message.role === 'assistant' ? { state: 'streaming', finishedAt: null } : {}),
    }))
    const other = await open()
    await imported(other, { ...values, conversations: [{ ...given, messages: messages?.toReversed() }] })
    const again = (await exportedValues(other))['conversations'] as { messages: unknown[] }[]
    expect(again[0]?.messages).toMatchObject([
      { text: 'q', shown: true, state: 'complete' },
      { text: 'b', shown: true, state: 'interrupted' },
      { text: 'a', shown: false, state: 'interrupted' },
    ])
  })

  it('puts chats back into their folders, and adds no folder twice', async () => {
    const one = await open()
    await imported(one, two)
    const outer = '0b9a3b1e-7c1c-4a57-9e0a-000000000001' as never
    const inner = '0b9a3b1e-7c1c-4a57-9e0a-000000000002' as never
    await one.addFolder({ id: outer, name: 'Work', parentId: null, createdAt: 1 })
    await one.addFolder({ id: inner, name: 'Old', parentId: outer, createdAt: 2 })
    const [chat] = (await exportedValues(one))['conversations'] as { id: never }[]
    await one.setConversationFolder(chat?.id ?? outer, inner)
    const { bytes } = await exported(one, 'json')
    const other = await open()
    await imported(other, bytes)
    await imported(other, bytes)
    expect(await exportedValues(other)).toEqual(await exportedValues(one))
  })
})
