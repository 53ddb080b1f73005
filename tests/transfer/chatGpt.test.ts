import { describe, expect, it } from 'vitest'
import { readChatGpt } from '../../electron/core/transfer/formats/chatGpt.ts'
import type { JsonRecord } from '../../electron/core/transfer/formats/json.ts'
import type { IncomingConversation } from '../../electron/core/transfer/portable.ts'
import { Problems } from '../../electron/core/transfer/problems.ts'
import { storable } from '../../electron/core/transfer/tree.ts'
import { chatGptChat, chatGptMessage, chatGptTime, node, simpleChatGptChat } from './exportSamples.ts'

interface Read {
  readonly chat: IncomingConversation | null
  readonly problems: Readonly<Record<string, number>>
}

function read(chat: object): Read {
  const problems = new Problems()
  const found = readChatGpt(JSON.parse(JSON.stringify(chat)) as JsonRecord, problems)
  // Whatever is read can be stored as it is.
  expect(found && storable(found.messages)).toEqual(found && found.messages)
  return { chat: found, problems: Object.fromEntries(problems.lines.map(({ count, kind }) => [kind, count])) }
}

/** The messages as lines: depth, who, what; a star where it is shown. */
function outline({ chat }: Read): readonly string[] {
  const depths = new Map<string | null, number>([[null, -1]])
  return (chat?.messages ?? []).map(({ id, parentId, role, shown, text }) => {
    const depth = (depths.get(parentId) ?? Number.NaN) + 1
    depths.set(id, depth)
    return `${depth} ${role === 'user' ? 'You' : 'Model'}${shown ? '*' : ''}: ${text}`
  })
}

const question = node('q', null, chatGptMessage('user', 'Why?'))

/** What a user's message with this content reads as. */
function textOf(content: object, metadata: object = {}) {
  const said = read(chatGptChat('T', [node('q', null, chatGptMessage('user', content, { metadata }))]))
  return { text: said.chat?.messages[0]?.text ?? null, problems: said.problems }
}

describe("a chat of ChatGPT's export", () => {
  it('keeps title, times, model and the tree below nodes that say nothing', () => {
    const { chat } = read(simpleChatGptChat('Physics', 'Why?', 'Because.'))
    expect(chat).toMatchObject({
      title: 'Physics',
      titleSource: 'import',
      createdAt: chatGptTime * 1_000,
      updatedAt: chatGptTime * 1_000 + 60_500,
      modelId: 'openai:gpt-4o',
      archivedAt: null,
      pinnedAt: null,
    })
    expect(chat?.messages).toMatchObject([
      { role: 'user', text: 'Why?', parentId: null, createdAt: chatGptTime * 1_000, modelId: null },
      {
        role: 'assistant',
        text: 'Because.',
        createdAt: chatGptTime * 1_000 + 1_250,
        modelId: 'openai:gpt-4o',
        modelName: 'gpt-4o',
        state: 'complete',
      },
    ])
  })

  it('shows the path of current_node, with versions of questions and answers beside it', () => {
    const nodes = [
      node('root', null, null),
      node('q1', 'root', chatGptMessage('user', 'first wording')),
      node('a1', 'q1', chatGptMessage('assistant', 'one')),
      node('q2', 'root', chatGptMessage('user', 'second wording')),
      node('a2', 'q2', chatGptMessage('assistant', 'two')),
      node('a3', 'q2', chatGptMessage('assistant', 'three')),
    ]
    expect(outline(read(chatGptChat('T', nodes, { current_node: 'a2' })))).toEqual([
      '0 You: first wording',
      '1 Model*: one',
      '0 You*: second wording',
      '1 Model*: two',
      '1 Model: three',
    ])
  })

  it('joins a model that thinks, calls a tool and goes on into one answer with its reasoning', () => {
    const thoughts = { content_type: 'thoughts', thoughts: [{ summary: 'Plan', content: 'Look it up.' }] }
    const code = { content_type: 'code', language: 'python', text: 'print("```")' }
    const output = { content_type: 'execution_output', text: '42' }
    const said = read(
      chatGptChat('T', [
        question,
        node('t', 'q', chatGptMessage('assistant', thoughts)),
        node('c', 't', chatGptMessage('assistant', code, { recipient: 'python' })),
        node('o', 'c', chatGptMessage('tool', output)),
        node('r', 'o', chatGptMessage('assistant', { content_type: 'reasoning_recap', content: 'Thought' })),
        node('a', 'r', chatGptMessage('assistant', 'It is 42.')),
        node('q2', 'a', chatGptMessage('user', 'Thanks')),
      ]),
    )
    expect(said.chat?.messages).toHaveLength(3)
    expect(said.chat?.messages[1]).toMatchObject({
      text: '````python\nprint("```")\n````\n\nIt is 42.',
      reasoning: '**Plan**\n\nLook it up.',
    })
    expect(said.problems).toEqual({ 'tool-left-out': 1 })
  })

  it('makes a version of the answer of each way on from where a row of answers divides', () => {
    const said = read(
      chatGptChat(
        'T',
        [
          question,
          node('a', 'q', chatGptMessage('assistant', 'Let me see.')),
          node('b', 'a', chatGptMessage('assistant', 'One.')),
          node('c', 'a', chatGptMessage('assistant', 'Two.')),
          node('q2', 'b', chatGptMessage('user', 'And?')),
        ],
        { current_node: 'a' },
      ),
    )
    expect(outline(said)).toEqual([
      '0 You*: Why?',
      '1 Model*: Let me see.\n\nOne.',
      '2 You*: And?',
      '1 Model: Let me see.\n\nTwo.',
    ])
  })

  it('keeps an answer that a person replied to and that also went on by itself', () => {
    const nodes = [
      question,
      node('a', 'q', chatGptMessage('assistant', 'Half.')),
      node('b', 'a', chatGptMessage('assistant', 'Whole.')),
      node('q2', 'a', chatGptMessage('user', 'Stop')),
    ]
    expect(outline(read(chatGptChat('T', nodes)))).toEqual([
      '0 You*: Why?',
      '1 Model*: Half.',
      '1 Model: Half.\n\nWhole.',
      '2 You*: Stop',
    ])
  })

  it.each([
    [
      'a picture',
      { content_type: 'image_asset_pointer', asset_pointer: 'sediment://x' },
      '[Image]',
      'image-left-out',
    ],
    ['a recording', { content_type: 'audio_asset_pointer', asset_pointer: 's' }, '[Audio]', 'audio-left-out'],
    ['live voice', { content_type: 'real_time_user_audio_video_asset_pointer' }, '[Audio]', 'audio-left-out'],
    ['a video', { content_type: 'video_container_asset_pointer' }, '[Video]', 'video-left-out'],
    [
      'something new',
      { content_type: 'hologram' },
      '[Content of a kind that Confab does not know: hologram]',
      'content-unknown',
    ],
  ])('notes %s in a message, and in the report', (_name, part, note, kind) => {
    const said = textOf({ content_type: 'multimodal_text', parts: [part, 'What is it?'] })
    expect(said).toEqual({ text: `${note}\n\nWhat is it?`, problems: { [kind]: 1 } })
  })

  it('takes the words of what was spoken, and of contents that it does not know', () => {
    const spoken = { content_type: 'audio_transcription', text: 'Hello there', direction: 'in' }
    expect(textOf({ content_type: 'multimodal_text', parts: [spoken] }).text).toBe('Hello there')
    expect(textOf({ content_type: 'new_kind', text: 'words' })).toEqual({ text: 'words', problems: {} })
    expect(
      textOf({ content_type: 'tether_quote', title: 'Page', url: 'https://e.org', text: 'Said' }).text,
    ).toBe('> Said\n> \n> Page\n> \n> https://e.org')
  })

  it('names attached files once, and leaves out marks of the page', () => {
    const content = {
      content_type: 'multimodal_text',
      parts: [
        { content_type: 'image_asset_pointer', asset_pointer: 'file-service://file-1' },
        'See \u{e200}cite\u{e202}turn0\u{e201}this',
      ],
    }
    const attachments = [
      { id: 'file-1', name: 'photo.png' },
      { id: 'file-2', name: 'notes.pdf' },
    ]
    expect(textOf(content, { attachments }).text).toBe('[Image]\n\nSee this\n\n[File: notes.pdf]')
  })

  it('keeps a picture that a tool made, and leaves out what is hidden', () => {
    const picture = { content_type: 'multimodal_text', parts: [{ content_type: 'image_asset_pointer' }] }
    const context = { content_type: 'user_editable_context', user_profile: 'p', user_instructions: 'i' }
    const hidden = { metadata: { is_visually_hidden_from_conversation: true } }
    const said = read(
      chatGptChat('T', [
        node('h', null, chatGptMessage('user', context)),
        node('h2', 'h', chatGptMessage('user', 'secret', hidden)),
        node('q', 'h2', chatGptMessage('user', 'Draw')),
        node('t', 'q', chatGptMessage('tool', picture)),
        node('a', 't', chatGptMessage('assistant', 'Here it is.')),
      ]),
    )
    expect(outline(said)).toEqual(['0 You*: Draw', '1 Model*: [Image]\n\nHere it is.'])
  })

  it('says how an answer ended', () => {
    const ended = (type: string) =>
      read(
        chatGptChat('T', [
          question,
          node('a', 'q', chatGptMessage('assistant', 'x', { metadata: { finish_details: { type } } })),
        ]),
      ).chat?.messages[1]
    expect(ended('max_tokens')).toMatchObject({ state: 'complete', finishReason: 'length' })
    expect(ended('interrupted')).toMatchObject({ state: 'stopped' })
  })

  it.each([
    ['times are missing', { create_time: null, update_time: null }, null],
    ['times are absurd', { create_time: 1e300, update_time: -5 }, 9e12],
  ])('is read where %s', (_name, changes, time) => {
    const nodes = [node('q', null, chatGptMessage('user', 'Why?', { time }))]
    expect(read(chatGptChat('T', nodes, changes)).chat).toMatchObject({ createdAt: 0, updatedAt: 0 })
  })

  it('is read where parents are missing, or run in a circle, and says so', () => {
    const nodes = [
      node('a', 'gone', chatGptMessage('user', 'orphan')),
      node('b', 'c', chatGptMessage('user', 'circle')),
      node('c', 'b', chatGptMessage('user', 'closed')),
      node('d', 'd', chatGptMessage('user', 'itself')),
    ]
    const said = read(chatGptChat('T', nodes))
    expect(said.problems).toEqual({ 'message-without-parent': 3 })
    expect(outline(said).map((line) => line.replace('*', ''))).toEqual([
      '0 You: orphan',
      '0 You: circle',
      '1 You: closed',
      '0 You: itself',
    ])
  })

  it('is left out, with a line, when it says nothing', () => {
    expect(read(chatGptChat('Empty', [node('root', null, null)]))).toEqual({
      chat: null,
      problems: { 'chat-empty': 1 },
    })
    expect(read(chatGptChat('None', [], { id: null, conversation_id: null })).chat).toBeNull()
  })

  it('is read whatever stands where something else belongs', () => {
    const odd = chatGptChat('T', [node('q', null, chatGptMessage('user', 'kept'))])
    const mapping = {
      ...Object.getOwnPropertyDescriptor(odd, 'mapping')?.value,
      x: null,
      y: 3,
      z: { message: 'm', parent: 4 },
    }
    expect(outline(read({ ...odd, title: 7, mapping, current_node: {} }))).toEqual(['0 You*: kept'])
    const models = [
      ['gpt 4', 'openai:gpt 4'],
      ['gpt\n4', 'openai:unknown'],
      ['x'.repeat(2_000), 'openai:unknown'],
      ['o3', 'openai:o3'],
    ] as const
    for (const [slug, id] of models) {
      expect(read(chatGptChat('T', [question], { default_model_slug: slug })).chat?.modelId).toBe(id)
    }
  })

  it('takes a title from its first words where it has none, and shortens one that is too long', () => {
    expect(read(simpleChatGptChat('', 'Why is the sky so very blue?', 'b')).chat?.title).toBe(
      'Why is the sky so',
    )
    expect(read(simpleChatGptChat('x'.repeat(999), 'a', 'b')).chat?.title).toHaveLength(200)
  })

  it('reads a chat of 20,000 messages in a row, and one with a row of 20,000 answers', () => {
    const countOf = (roleOf: (index: number) => string): number | undefined => {
      const nodes = Array.from({ length: 20_000 }, (_, index) => [
        `${index}`,
        node(`${index}`, index === 0 ? null : `${index - 1}`, chatGptMessage(roleOf(index), 'x')),
      ])
      const chat = { ...chatGptChat('T', []), mapping: Object.fromEntries(nodes) as object }
      return readChatGpt(chat as JsonRecord, new Problems())?.messages.length
    }
    expect(countOf((index) => (index % 2 ? 'assistant' : 'user'))).toBe(20_000)
    expect(countOf(() => 'assistant')).toBe(1)
  })
})
