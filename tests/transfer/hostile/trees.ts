/** Chats whose messages are no tree, or one of odd growth. */
import { chatGptChat, chatGptMessage, claudeChat, claudeMessage, node } from '../exportSamples.ts'
import { among, chatAround, good, made, mebibyte, repeated, whole, type HostileFile } from './making.ts'

const chain = (count: number, silent: boolean): string =>
  JSON.stringify({
    title: 'chain',
    id: 'chain',
    mapping: Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `n${index}`,
        {
          id: `n${index}`,
          parent: index === 0 ? null : `n${index - 1}`,
          message:
            silent && index < count - 1 ? null : chatGptMessage(index % 2 === 0 ? 'user' : 'assistant', 'm'),
        },
      ]),
    ),
  })

const ids = ['a', 'b', 'c', 'd']

export const trees: readonly HostileFile[] = [
  whole(
    'a chat by itself, of a million nodes',
    () => ['{"title":"single","mapping":{', made(1_000_000, (index) => `"k${index}":{},`), '"k":{}}}'],
    { problems: ['chat-too-large'] },
  ),
  whole('a chat by itself', () => [good('one')], { added: 1 }),
  among('a chain of 100,000 silent nodes', () => [chain(100_001, true)], { added: 1 }),
  among('a chain of 5,000 messages', () => [chain(5_000, false)], { added: 1 }),
  among(
    'parents in a circle',
    () => [
      JSON.stringify(
        chatGptChat(
          'circle',
          ids.map((id, index) => node(id, ids[(index + 1) % 4] ?? null, chatGptMessage('user', id))),
        ),
      ),
    ],
    { added: 1, problems: ['message-without-parent'] },
  ),
  among(
    'nodes that are their own parents',
    () => [
      JSON.stringify(
        chatGptChat(
          'own',
          ids.map((id) => node(id, id, chatGptMessage('user', id))),
        ),
      ),
    ],
    { added: 1 },
  ),
  among(
    'parents that are not there',
    () => [
      JSON.stringify(
        chatGptChat(
          'orphans',
          ids.map((id) => node(id, `no ${id}`, chatGptMessage('user', id))),
        ),
      ),
    ],
    { added: 1, problems: ['message-without-parent'] },
  ),
  among(
    'a key that comes twice',
    () => [good('twice').replace('"question":{', '"question":{"parent":5},"question":{')],
    { added: 1 },
  ),
  among(
    'a chat that comes 1,000 times',
    () => [Array.from({ length: 1_000 }, () => good('again')).join(',')],
    {
      added: 1,
    },
  ),
  among(
    'answers that divide into a thousand times their text',
    () => [
      JSON.stringify(
        chatGptChat('divided', [
          node('root', null, chatGptMessage('user', 'q')),
          node('long', 'root', chatGptMessage('assistant', 'a'.repeat(mebibyte))),
          ...Array.from({ length: 1_000 }, (_, index) =>
            node(`${index}`, 'long', chatGptMessage('assistant', 'b')),
          ),
        ]),
      ),
    ],
    { problems: ['chat-too-large'] },
  ),
  among(
    "200,000 of Claude's messages that are none",
    () => ['{"name":"none","chat_messages":[{}', repeated(',{}', 200_000), ']}'],
    { problems: ['message-unreadable'] },
  ),
  among(
    'a message of 300,000 blocks',
    () => {
      const [head = '', tail = ''] = JSON.stringify(
        claudeChat('blocks', [
          claudeMessage('1', 'human', 'x', { content: [{ type: 'text', text: 'HERE' }] }),
        ]),
      ).split('{"type":"text","text":"HERE"}')
      return [head, '{"type":"text","text":"b"}', repeated(',{"type":"text","text":"b"}', 300_000), tail]
    },
    { added: 1 },
  ),
  among(
    'a message of a million parts',
    chatAround('"p"', () => repeated(',"p"', 1_000_000), ''),
    { added: 1 },
  ),
  among(
    "300,000 beginnings of ChatGPT's marks",
    chatAround('"', () => repeated('\ue200cite', 300_000), '"'),
    { added: 1 },
  ),
]
