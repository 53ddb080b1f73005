/** Small files that other programs' exports were like, or that were made after public reports of what goes wrong. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryProfile } from '../database/temporaryProfile.ts'
import { claudeChat, claudeMessage } from './exportSamples.ts'
import { exportedValues, imported, problemsOf } from './transferTest.ts'

function caseOf(name: string): Buffer {
  return readFileSync(path.join(import.meta.dirname, '..', 'cases', 'imports', name))
}

async function read(content: Uint8Array | object | string, pieceLength?: number) {
  const database = await temporaryProfile().open()
  const report = await imported(database, content, pieceLength)
  const { conversations } = (await exportedValues(database)) as {
    readonly conversations: readonly {
      readonly title: string
      readonly messages: readonly { readonly text: string; readonly role: string }[]
    }[]
  }
  return {
    report,
    titles: conversations.map(({ title }) => title),
    texts: conversations.flatMap(({ messages }) => messages.map(({ text }) => text)),
  }
}

describe('a case of an import', () => {
  it('reads marks of ChatGPT as names and links', async () => {
    const { texts } = await read(caseOf('marks.json'))
    expect(texts).toEqual([
      'who smelted iron?',
      'Review by Jane Roe says so. ([Cited](<https://example.org/cited>))\n\n' +
        'Link: [Example page](<https://example.org/a>) and Other.\n\n' +
        '[Images: iron age]\n\n' +
        'News\n\n' +
        ' Clip  Kettle  End.',
      'old style?',
      'It was in 1890 ([Old page](<https://example.org/old>)) and later (report.pdf).',
    ])
  })

  it('reads a canvas as a document with its name and lines', async () => {
    const { texts } = await read(caseOf('canvas.json'))
    expect(texts).toEqual([
      'write an essay in canvas',
      '**essay**\n\n# Trees\n\nTrees are tall.\n\nI have written the essay.',
      'make it shorter',
      '**essay**\n\n# Trees\n\nTall.\n\nDone.',
    ])
  })

  it('tells an empty transcript as an empty voice message', async () => {
    const { report, texts } = await read(caseOf('voice.json'))
    expect(texts).toEqual(['What is the tallest tree?', 'The coast redwood.', '[Empty voice message]'])
    expect(problemsOf(report)).toEqual({ 'audio-left-out': 3 })
  })

  it.each([
    ['ChatGPT', caseOf('single-chatgpt.json'), 'Single chat', ['single q', 'single a']],
    [
      'Claude',
      Buffer.from(JSON.stringify(claudeChat('Alone', [claudeMessage('1', 'human', 'x')]))),
      'Alone',
      ['x'],
    ],
  ])('reads one chat of %s as an object like a list of one', async (_name, content, title, texts) => {
    expect(await read(content, 11)).toMatchObject({ titles: [title], texts, report: { problems: [] } })
    const members = Object.entries(JSON.parse(content.toString()) as object).toReversed()
    expect(await read(Object.fromEntries(members) as object)).toMatchObject({ titles: [title], texts })
  })

  it.each([
    ['as Jan writes it', caseOf('jan.jsonl').toString()],
    ['with spaces between', '{"a": 1}\r\n\r\n  {"a": 2}\r\n'],
    ['of lists', '{"a":[1]}\n[2]\n'],
    ['of chats', `${caseOf('single-chatgpt.json').toString().replaceAll('\n', '')}\n{"title":"x"}`],
  ])('calls JSON Lines %s by their name', async (_name, content) => {
    for (const pieceLength of [1, 10, 64 * 1024]) {
      await expect(read(content, pieceLength)).rejects.toMatchObject({ data: { reason: 'json-lines' } })
    }
  })

  it('calls a damaged file damaged, not JSON Lines', async () => {
    await expect(read('{"a":1}}')).rejects.toMatchObject({ data: { reason: 'damaged' } })
    await expect(read('{"a":1\n{"b":2}}')).rejects.toMatchObject({ data: { reason: 'damaged' } })
  })
})
