import { randomUUID } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import { safeHtml } from '../../electron/core/transfer/formats/safeHtml.ts'
import { exportChats } from '../../electron/core/transfer/exportChats.ts'
import type { ConversationId, FolderId } from '../../shared/contract/base.ts'
import type { ExportPart } from '../../shared/contract/exports.ts'
import {
  answeredTurn,
  newMessageId,
  otherModel,
  temporaryProfile,
  turn,
} from '../database/temporaryProfile.ts'
import { exported, imported, setter, style } from './transferTest.ts'
import { simpleChatGptChat } from './exportSamples.ts'

/** A chat with two versions of its answer, the second shown and failed, and instructions. */
async function chatWithVersions(database: ProfileDatabase): Promise<ConversationId> {
  const settings = { systemPrompt: 'Be brief.', parameters: {}, contextMessages: 20 }
  const { answerId, conversationId } = await answeredTurn(
    database,
    { text: 'What is *it*?', settings },
    '# One',
  )
  const newAnswerId = newMessageId()
  const answer = {
    conversationId,
    answerId,
    newAnswerId,
    modelId: otherModel,
    modelName: 'Other_model',
    createdAt: 7,
  }
  await database.startAnswer(answer)
  const counted = { errorDetails: null, finishReason: null, inputTokens: null, outputTokens: null }
  const end = { state: 'failed', errorCode: 'TOO_LONG', finishedAt: 8 } as const
  await database.finishAnswer({ ...counted, ...end, answerId: newAnswerId, text: 'Two', reasoning: 'Hm\nhm' })
  return conversationId
}

describe('a chat as a text', () => {
  it('in Markdown has its head, authors, times, notes and reasoning', async () => {
    const database = await temporaryProfile().open()
    const conversationId = await chatWithVersions(database)
    const file = await exported(database, 'markdown', { kind: 'conversation', conversationId })
    expect(file).toMatchObject({ name: 'What is it.md', mediaType: 'text/markdown' })
    expect(file.bytes.toString()).toBe(
      [
        '# What is \\*it\\*?\n\n_Started at 1000_\n\n**Instructions**\n\n> Be brief.\n\n',
        '## You, at 1000\n\nWhat is *it*?\n\n',
        '## Other\\_model, at 7\n\n_(failed, version 2 of 2)_\n\n> **Reasoning**\n>\n> Hm\n> hm\n\nTwo\n\n',
        '---\n\n_Exported by Confab 0.0.0-test_\n',
      ].join(''),
    )
  })

  it('in plain text has the same', async () => {
    const database = await temporaryProfile().open()
    const conversationId = await chatWithVersions(database)
    const { bytes } = await exported(database, 'text', { kind: 'conversation', conversationId })
    expect(bytes.toString()).toContain('What is *it*?\nStarted at 1000\n\nInstructions:\nBe brief.\n')
    expect(bytes.toString()).toContain(
      '\nOther_model, at 7 (failed, version 2 of 2)\n\n[Reasoning]\nHm\nhm\n[Answer]\nTwo\n',
    )
  })

  it('as a page shows a person’s message as it was typed and says times twice: to read and for programs', async () => {
    const database = await temporaryProfile().open()
    const { conversationId } = await answeredTurn(database, { text: '<b>\nbold</b>' }, '**bold**')
    const { bytes } = await exported(database, 'html', { kind: 'conversation', conversationId })
    const page = bytes.toString()
    expect(page).toContain('<p class="plain">&lt;b&gt;\nbold&lt;/b&gt;</p>')
    expect(page).toContain('<p><strong>bold</strong></p>')
    expect(page).toContain('<time datetime="1970-01-01T00:00:01.000Z">at 1000</time>')
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'`)
  })

  it('of 250 messages has each of them once, in order', async () => {
    const database = await temporaryProfile().open()
    let conversationId: ConversationId | null = null
    for (let index = 0; index < 125; index += 1) {
      const text = `question ${index}.`
      ;({ conversationId } = await answeredTurn(database, { conversationId, text }, `answer ${index}.`))
    }
    const { bytes } = await exported(database, 'text')
    const [page] = Object.values(unzipSync(bytes))
    const found =
      strFromU8(page ?? new Uint8Array())
        .match(/(?:question|answer) \d+\./gu)
        ?.slice(1) ?? []
    const due = Array.from({ length: 125 }, (_, index) => [`question ${index}.`, `answer ${index}.`]).flat()
    expect(found.slice(-250)).toEqual(due)
  })
})

describe('an export of several chats', () => {
  it('has a file for each, in its folder, under names of their own', async () => {
    const database = await temporaryProfile().open()
    const [work, old, twin] = [randomUUID(), randomUUID(), randomUUID()] as FolderId[]
    if (!work || !old || !twin) throw new Error('no ids')
    await database.addFolder({ id: work, name: 'Work: 2026', parentId: null, createdAt: 1 })
    await database.addFolder({ id: twin, name: 'work  2026', parentId: null, createdAt: 1 })
    await database.addFolder({ id: old, name: '..', parentId: work, createdAt: 1 })
    for (const folder of [null, work, work, old, twin]) {
      const { conversationId } = await database.startTurn(turn({ text: 'Same title' }))
      await database.interruptUnfinished(1)
      await database.setConversationFolder(conversationId, folder)
    }
    const { bytes, name } = await exported(database, 'markdown')
    expect(name).toBe('Confab 2026-01-02.zip')
    expect(Object.keys(unzipSync(bytes)).toSorted()).toEqual([
      'Same title.md',
      'Work 2026/Folder/Same title.md',
      'Work 2026/Same title (2).md',
      'Work 2026/Same title.md',
      'work 2026 (2)/Same title.md',
    ])
    const inWork = await exported(database, 'text', { kind: 'folder', folderId: work })
    expect(inWork.name).toBe('Work 2026.zip')
    expect(Object.keys(unzipSync(inWork.bytes))).toHaveLength(3)
    const json = await exported(database, 'json', { kind: 'folder', folderId: old })
    const values = JSON.parse(json.bytes.toString())
    expect(values.conversations).toHaveLength(1)
    expect(values.folders.map(({ id }: { id: FolderId }) => id)).toEqual([work, old])
  })

  it('is refused for what is not there, and as a zip where there is nothing to put into it', async () => {
    const database = await temporaryProfile().open()
    const gone = randomUUID()
    const conversation = { kind: 'conversation', conversationId: gone as ConversationId } as const
    await expect(exported(database, 'json', conversation)).rejects.toMatchObject({
      code: 'CONVERSATION_NOT_FOUND',
    })
    const folder = { kind: 'folder', folderId: gone as FolderId } as const
    await expect(exported(database, 'text', folder)).rejects.toMatchObject({ code: 'FOLDER_NOT_FOUND' })
    expect(JSON.parse((await exported(database, 'json')).bytes.toString())).toMatchObject({
      conversations: [],
    })
    await expect(exported(database, 'html')).rejects.toMatchObject({ code: 'NOTHING_TO_EXPORT' })
  })

  it('reads a few long messages at once, and none twice', async () => {
    const database = await temporaryProfile().open()
    const long = (letter: string): string => letter.repeat(700_000)
    const { conversationId } = await answeredTurn(database, { text: 'first' }, long('a'))
    await answeredTurn(database, { conversationId, text: 'second' }, long('b'))
    await answeredTurn(database, { conversationId, text: 'third' }, long('c'))
    const [chat] = await database.exportedChats()
    const pages = [
      await database.exportedMessages(chat?.key ?? 0, null, 100),
      await database.shownMessages(chat?.key ?? 0, null, 100),
    ]
    for (const page of pages) expect(page.length).toBeLessThan(6)
    const texts = [
      (await exported(database, 'json')).bytes,
      (await exported(database, 'text', { kind: 'conversation', conversationId })).bytes,
    ]
    for (const text of texts)
      expect(
        text
          .toString()
          .match(/first|second|third|a{700000}|b{700000}|c{700000}/gu)
          ?.filter((found) => found.length > 9),
      ).toHaveLength(3)
  })

  it('reads nothing before it is asked for the next piece, and ends when nobody asks any more', async () => {
    const database = await temporaryProfile().open()
    const long = 'word '.repeat(20_000)
    await imported(
      database,
      Array.from({ length: 40 }, (_, index) => simpleChatGptChat(`${index}`, long, long)),
    )
    let pages = 0
    const counting: ProfileDatabase = {
      ...database,
      exportedMessages: (...given) => {
        pages += 1
        return database.exportedMessages(...given)
      },
    }
    const options = {
      format: 'json',
      scope: { kind: 'all' },
      style,
      setter,
      exportedAt: 1,
      check: () => undefined,
      onDamage: () => undefined,
    } as const
    const parts: ExportPart[] = []
    for await (const part of await exportChats({ ...options, database: counting })) {
      parts.push(part)
      if (parts.length === 4) break
    }
    expect(parts.map(({ type }) => type)).toContain('data')
    expect(pages).toBeLessThan(6)
  })
})

describe('Markdown as HTML', () => {
  it.each([
    ['<script>alert(1)</script>', '<p class="plain">&lt;script&gt;alert(1)&lt;/script&gt;</p>\n'],
    ['a <img src=x onerror=alert(1)> b', '<p>a &lt;img src=x onerror=alert(1)&gt; b</p>\n'],
    ['[x](javascript:alert(1))', '<p>x <span class="address">(javascript:alert(1))</span></p>\n'],
    ['[x](JaVaScRiPt:alert(1))', '<p>x <span class="address">(JaVaScRiPt:alert(1))</span></p>\n'],
    [
      '[x](data:text/html,<script>1</script>)',
      '<p>x <span class="address">(data:text/html,%3Cscript%3E1%3C/script%3E)</span></p>\n',
    ],
    ['[x](vbscript:a)', '<p>x <span class="address">(vbscript:a)</span></p>\n'],
    ['[x](//evil.test)', '<p>x <span class="address">(//evil.test)</span></p>\n'],
    [
      '<sub onclick="1">a</sub> <br id=x>',
      '<p>&lt;sub onclick=&quot;1&quot;&gt;a&lt;/sub&gt; &lt;br id=x&gt;</p>\n',
    ],
    ['$</code><script>$', '<p><code class="maths">$&lt;/code&gt;&lt;script&gt;$</code></p>\n'],
    [
      '![alt](https://e.org/p.png)',
      '<p><a href="https://e.org/p.png" rel="noopener noreferrer">alt</a></p>\n',
    ],
    ['![<b>](javascript:1)', '<p>&lt;b&gt; <span class="address">(javascript:1)</span></p>\n'],
    ['<https://e.org/>', '<p><a href="https://e.org/" rel="noopener noreferrer">https://e.org/</a></p>\n'],
    ['[m](mailto:a@e.org)', '<p><a href="mailto:a@e.org" rel="noopener noreferrer">m</a></p>\n'],
    ['`<b>`', '<p><code>&lt;b&gt;</code></p>\n'],
    ['&lt;b&gt;', '<p>&lt;b&gt;</p>\n'],
  ])('makes %j harmless', (source, page) => {
    expect(safeHtml(source)).toBe(page)
  })

  it('lets nothing out of an attribute or a language', () => {
    const page = safeHtml(
      '```"><script>1</script>\nx\n```\n\n[a](https://e.org/"onclick="1 "t\\"><script>")\n\n| a |\n|---|\n| <script> |',
    )
    expect(page).not.toContain('<script')
    expect(page).not.toMatch(/onclick="1/u)
  })
})
