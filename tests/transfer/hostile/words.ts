/** Texts, names and types that are none, and files in our own format. */
import {
  chatGptChat,
  chatGptMessage,
  claudeChat,
  claudeMessage,
  node,
  simpleChatGptChat,
} from '../exportSamples.ts'
import {
  among,
  good,
  mebibyte,
  own,
  ownChat,
  ownHead,
  ownId,
  ownMessage,
  repeated,
  whole,
  type HostileFile,
} from './making.ts'

export const words: readonly HostileFile[] = [
  among(
    'names of what every object has',
    () => [
      JSON.stringify(
        chatGptChat(
          'prototype',
          ['constructor', 'hasOwnProperty', 'toString'].map((id) =>
            node(id, null, chatGptMessage('user', id)),
          ),
        ),
      ).replace(
        '"mapping":{',
        '"__proto__":{"mapping":null,"polluted":true},"mapping":{"__proto__":{"polluted":true},',
      ),
    ],
    { added: 1 },
  ),
  among('other types everywhere', () => [
    '{"title":[],"id":{},"create_time":"x","mapping":{"a":1,"b":"x","c":null,"d":[],"e":{"message":5,"parent":{}},' +
      '"f":{"message":{"author":7,"content":[],"metadata":"m"}}},"current_node":9}',
    ',{"chat_messages":[1,null,"x",[],{"sender":{},"content":"x","text":5}],"uuid":[],"name":0}',
    ',{"mapping":[]},{"chat_messages":{}},true,"x"',
  ]),
  among(
    'halves of characters',
    () => [
      JSON.stringify(simpleChatGptChat('halves', 'HALVES', 'answer')).replace('HALVES', 'a\\ud800b\\udc00'),
    ],
    {
      added: 1,
    },
  ),
  among('escaped NUL in texts and titles', () => [good('nul').replaceAll('question', 'a\\u0000b')], {
    added: 1,
  }),
  whole('a NUL', () => ['[', good('before'), ',"\0"]'], { added: 1, problems: ['file-damaged'] }),
  whole('a byte order mark', () => ['\uFEFF[', good('one'), ']'], { added: 1 }),
  whole('UTF-16, little-endian', () => [Buffer.from(`\uFEFF[${good('one')}]`, 'utf16le')], {
    refused: 'encoding',
  }),
  whole('UTF-16, big-endian', () => [Buffer.from(`\uFEFF[${good('one')}]`, 'utf16le').swap16()], {
    refused: 'encoding',
  }),
  whole('bytes that are no UTF-8', () => ['[', good('before'), ',"', Buffer.from([0xc3, 0x28, 0xff]), '"]'], {
    added: 1,
    problems: ['file-damaged'],
  }),
  whole('a character that is cut off at the end', () => [`[${good('one')}`, Buffer.from([0xe2, 0x82])], {
    added: 1,
    problems: ['file-damaged'],
  }),
  whole('control characters in a string', () => ['[', good('before'), ',"a\nb\u0001"]'], {
    added: 1,
    problems: ['file-damaged'],
  }),
  among(
    'a title of 40 MB',
    () => [
      good('TITLE').replace('"TITLE"', '"x"'),
      ',{"title":"',
      repeated('t', 40 * mebibyte),
      '","mapping":{}}',
    ],
    {
      added: 1,
      problems: ['chat-empty'],
    },
  ),
  among(
    '15 empty chats with titles of 10 MB',
    () => [
      (function* chats() {
        for (let count = 0; count < 15; count += 1) {
          yield `{"title":"${count}`
          yield* repeated('t', 10 * mebibyte)
          yield '","mapping":{}},'
        }
      })(),
      'null',
    ],
    { problems: ['chat-empty'] },
  ),
  among(
    'ids, names and times of 2 MB',
    () => {
      const long = 'i'.repeat(2 * mebibyte)
      return [
        JSON.stringify(
          chatGptChat(
            'ids',
            [node(long, null, chatGptMessage('assistant', 'x', { metadata: { model_slug: long } }))],
            {
              current_node: long,
              conversation_id: long,
            },
          ),
        ),
        ',',
        JSON.stringify(claudeChat('times', [claudeMessage('1', 'human', 'x')], { created_at: long })),
      ]
    },
    { added: 2 },
  ),
]

export const ours: readonly HostileFile[] = [
  whole(
    '100,000 folders that are none',
    () => [ownHead, '{}', repeated(',{}', 100_000), `],"conversations":[${ownChat(1, [ownMessage(2)])}]}`],
    {
      added: 1,
      problems: ['folder-unreadable'],
    },
  ),
  whole(
    'folders in each other in a circle',
    () => [
      ownHead,
      JSON.stringify({ id: ownId(1), name: 'a', parentId: ownId(2), createdAt: 1 }),
      ',',
      JSON.stringify({ id: ownId(2), name: 'b', parentId: ownId(1), createdAt: 1 }),
      `],"conversations":[${ownChat(3, [ownMessage(4)], { folderId: ownId(1) })}]}`,
    ],
    { added: 1 },
  ),
  whole(
    'a message with 2,000 earlier texts of 10 kB',
    () => [
      own(
        ownChat(1, [
          ownMessage(2, {
            revisions: Array.from({ length: 2_000 }, () => ({ text: 'r'.repeat(10_000), replacedAt: 1 })),
          }),
        ]),
      ),
    ],
    { added: 1, problems: ['part-too-large'] },
  ),
  whole(
    'a message of ours of 30 MB',
    () => {
      const [head = '', tail = ''] = own(
        ownChat(1, [ownMessage(2, { text: 'HERE' })]),
        ownChat(3, [ownMessage(4)]),
      ).split('HERE')
      return [head, repeated('x', 30 * mebibyte), tail]
    },
    { added: 2, problems: ['part-too-large'] },
  ),
  whole(
    'our chats under names instead of in a list',
    () => [
      `${ownHead}],"conversations":{"__proto__":${ownChat(1, [ownMessage(2)])},"a":${ownChat(3, [ownMessage(4)])}}}`,
    ],
    { added: 2 },
  ),
  whole('a version of ours that is none', () => ['{"format":"confab","version":1e308}'], {
    refused: 'newer',
  }),
  whole('a version of ours that nests', () => ['{"format":"confab","version":', repeated('[', 1_000_000)], {
    refused: 'cut-off',
  }),
  whole(
    'a chat of ours with values of other types',
    () => [own(ownChat(1, [ownMessage(2, { text: [], createdAt: 'x' })]), ownChat(3, [ownMessage(4)]))],
    { added: 1, problems: ['chat-unreadable'] },
  ),
]
