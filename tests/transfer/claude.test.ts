import { describe, expect, it } from 'vitest'
import { readClaude } from '../../electron/core/transfer/formats/claude.ts'
import type { JsonRecord } from '../../electron/core/transfer/formats/json.ts'
import { Problems } from '../../electron/core/transfer/problems.ts'
import { storable } from '../../electron/core/transfer/tree.ts'
import { claudeChat, claudeMessage } from './exportSamples.ts'

function read(chat: object) {
  const problems = new Problems()
  const found = readClaude(JSON.parse(JSON.stringify(chat)) as JsonRecord, problems)
  expect(found && storable(found.messages)).toEqual(found && found.messages)
  const kinds = Object.fromEntries(problems.lines.map(({ count, kind }) => [kind, count]))
  return { chat: found, texts: found?.messages.map(({ text }) => text), problems: kinds }
}

const beginning = '00000000-0000-4000-8000-000000000000'

describe("a chat of Claude's export", () => {
  it('keeps title, times, authors and the order of messages', () => {
    const { chat } = read(
      claudeChat('Stars', [claudeMessage('1', 'human', 'Why?'), claudeMessage('2', 'assistant', 'So.')]),
    )
    expect(chat).toMatchObject({
      title: 'Stars',
      createdAt: Date.parse('2025-03-04T05:06:00Z'),
      updatedAt: Date.parse('2025-03-04T05:07:00Z'),
      modelId: 'server-00000000:claude',
    })
    expect(chat?.messages).toMatchObject([
      { role: 'user', text: 'Why?', parentId: null, createdAt: Date.parse('2025-03-04T05:06:07.123Z') },
      { role: 'assistant', text: 'So.', modelId: 'server-00000000:claude', modelName: 'Claude', shown: true },
    ])
    expect(chat?.messages[1]?.parentId).toBe(chat?.messages[0]?.id)
    expect(
      read(claudeChat('T', [claudeMessage('1', 'human', 'a')], { model: 'claude-x' })).chat?.modelId,
    ).toBe('server-00000000:claude')
  })

  it('keeps versions where messages name their parents, and shows the newest, or the one that was open', () => {
    const messages = [
      claudeMessage('q', 'human', 'Why?', { parent: beginning }),
      claudeMessage('a', 'assistant', 'one', { parent: 'q', at: '2025-03-04T06:00:00Z' }),
      claudeMessage('b', 'assistant', 'two', { parent: 'q', at: '2025-03-04T07:00:00Z' }),
      claudeMessage('q2', 'human', 'Why, please?', { parent: beginning, at: '2025-03-04T05:30:00Z' }),
    ]
    const shown = (changes: object) =>
      read(claudeChat('T', messages, changes)).chat?.messages.flatMap(({ shown: is, text }) =>
        is ? [text] : [],
      )
    expect(shown({})).toEqual(['Why?', 'two'])
    expect(shown({ current_leaf_message_uuid: 'a' })).toEqual(['Why?', 'one'])
  })

  it('reads early exports, which have texts alone', () => {
    const early = { uuid: 'm', sender: 'human', text: 'Only text', created_at: '2024-01-01T00:00:00Z' }
    expect(read(claudeChat('T', [early])).texts).toEqual(['Only text'])
  })

  it('keeps thinking as reasoning, artifacts as code, and what other tools were asked', () => {
    const content = [
      { type: 'thinking', thinking: 'Hm.', summaries: [] },
      { type: 'text', text: 'Here:' },
      {
        type: 'tool_use',
        name: 'artifacts',
        input: { title: 'Clock', language: 'html', content: '<b>12</b>' },
      },
      { type: 'tool_result', name: 'artifacts', content: [{ type: 'text', text: 'OK' }] },
      { type: 'tool_use', name: 'web_search', input: { query: 'time' } },
      { type: 'token_budget' },
      { type: 'hologram' },
    ]
    const said = read(
      claudeChat('T', [
        claudeMessage('q', 'human', 'A clock'),
        claudeMessage('a', 'assistant', '', { content }),
      ]),
    )
    expect(said.chat?.messages[1]).toMatchObject({ reasoning: 'Hm.' })
    expect(said.texts?.[1]).toBe(
      'Here:\n\nClock\n\n```html\n<b>12</b>\n```\n\n[Tool: web_search]\n\nquery: time\n\n[Content of a kind that Confab does not know: hologram]',
    )
    expect(said.problems).toEqual({ 'tool-left-out': 1, 'content-unknown': 1 })
  })

  it.each([
    [
      { path: '/home/x/app.py', file_text: 'print(1)', description: 'A script' },
      'create_file',
      '`/home/x/app.py`\n\n```py\nprint(1)\n```\n\ndescription: A script',
    ],
    [{ file_path: 'a.md', content: 'Hi' }, 'Write', '`a.md`\n\n```md\nHi\n```'],
    [
      { path: 'a.ts', old_str: 'let a', new_str: 'const a' },
      'str_replace',
      '`a.ts`\n\n```ts\nconst a\n```\n\nold_str: let a',
    ],
    [
      { command: 'ls\npwd', restart: false },
      'bash_tool',
      '[Tool: bash_tool]\n\ncommand:\n\n```\nls\npwd\n```',
    ],
    [{ diagram: 'a -> b' }, 'unheard of', '[Tool: unheard of]\n\ndiagram: a -> b'],
    [
      { edits: [{ find: 'a' }] },
      'edit',
      '[Tool: edit]\n\nedits:\n\n```json\n[\n  {\n    "find": "a"\n  }\n]\n```',
    ],
    [{}, 'ping', '[Tool: ping]'],
  ])('keeps every text of a call of a tool: %j', (input, name, text) => {
    const content = [{ type: 'tool_use', name, input }]
    expect(read(claudeChat('T', [claudeMessage('a', 'assistant', '', { content })])).texts).toEqual([text])
  })

  it('keeps the addresses of citations behind the words they belong to', () => {
    const cite = (end: unknown, url: string, title?: string) => ({
      end_index: end,
      details: { type: 'web_search_citation', url },
      ...(title === undefined ? {} : { title }),
    })
    const citations = [
      cite(9, 'https://e.org/2', 'T[wo]'),
      cite(4, 'https://e.org/1'),
      cite(null, 'javascript:alert(1)', 'Script'),
      cite(1e9, 'https://e.org/3', 'Three'),
    ]
    const content = [{ type: 'text', text: 'Iron and 🍎.', citations }]
    expect(read(claudeChat('T', [claudeMessage('a', 'assistant', '', { content })])).texts).toEqual([
      'Iron (<https://e.org/1>) and  ([T\\[wo\\]](<https://e.org/2>))🍎. (Script) ([Three](<https://e.org/3>))',
    ])
  })

  it('keeps the words of attachments, and names files that have none', () => {
    const attachments = [
      { file_name: 'pasted.txt', extracted_content: 'long words' },
      { file_name: 'scan.pdf', extracted_content: '' },
    ]
    const files = [{ file_name: 'scan.pdf' }, { file_uuid: 'u', file_name: 'photo.jpg' }]
    const said = read(claudeChat('T', [claudeMessage('q', 'human', '', { content: [], attachments, files })]))
    expect(said.texts).toEqual([
      '[File: pasted.txt]\n\n```\nlong words\n```\n\n[File: scan.pdf]\n\n[File: photo.jpg]',
    ])
    expect(said.problems).toEqual({ 'file-left-out': 2 })
  })

  it('is read where senders, ids, parents or times are not what they should be', () => {
    const odd = [
      { sender: 'system', text: 'x' },
      claudeMessage('q', 'human', 'kept', { at: 'yesterday', parent: 'gone' }),
      7 as never,
      { sender: 'assistant', content: 'none', text: 'answer' },
    ]
    const said = read(claudeChat('T', odd, { created_at: '', updated_at: null }))
    expect(said.texts).toEqual(['kept', 'answer'])
    expect(said.problems).toEqual({ 'message-unreadable': 1, 'message-without-parent': 1 })
    expect(read(claudeChat('Empty', [])).problems).toEqual({ 'chat-empty': 1 })
  })
})
