/** Files that nest, repeat and swell. */
import { simpleChatGptChat } from '../exportSamples.ts'
import { among, chatAround, good, made, mebibyte, repeated, whole, type HostileFile } from './making.ts'

export const structures: readonly HostileFile[] = [
  among('10 million brackets as a chat', () => [repeated('[', 5_000_000), repeated(']', 5_000_000)], {
    problems: ['part-too-large', 'chat-unreadable'],
  }),
  among('2 million objects in each other', () => [
    repeated('{"a":', 2_000_000),
    '1',
    repeated('}', 2_000_000),
  ]),
  among(
    'a node of a chat that nests 100,000 lists',
    chatAround('', () => repeated('[', 100_000), ']'.repeat(100_000)),
    { added: 1, problems: ['part-too-large'] },
  ),
  whole('brackets that never close', () => ['[', good('before'), ',', repeated('[', 5_000_000)], {
    added: 1,
    problems: ['file-cut-off'],
  }),
  whole('nothing but brackets', () => [repeated('[', 20_000_000)], { refused: 'cut-off' }),
  among('a string of 40 MB as a chat', () => ['"', repeated('x', 40 * mebibyte), '"']),
  among(
    'a message of 40 MB',
    chatAround('"', () => repeated('x', 40 * mebibyte), '"'),
    { added: 1, problems: ['part-too-large'] },
  ),
  among(
    'a message of 30 MB in escapes',
    chatAround('"', () => repeated('\\u00e4', 5 * mebibyte), '"'),
    { added: 1, problems: ['part-too-large'] },
  ),
  among(
    'a message of pairs of surrogates that is cut in one',
    chatAround('"x', () => repeated('\\ud83d\\ude00', 3 * mebibyte), '"'),
    { added: 1, problems: ['part-too-large'] },
  ),
  among('a key of 40 MB', () => ['{"', repeated('k', 40 * mebibyte), '":1}']),
  among('a million keys', () => ['{', made(1_000_000, (index) => `"k${index}":1,`), '"k":1}']),
  among('a million empty nodes', () => [
    '{"title":"nodes","mapping":{',
    made(1_000_000, (index) => `"k${index}":{},`),
    '"k":{}}}',
  ]),
  among(
    '5 million lists in a chat',
    () => ['{"title":"lists","mapping":{"a":[', repeated('[],', 5_000_000), '[]]}}'],
    { problems: ['chat-too-large'] },
  ),
  among(
    '20 strings of 16 MB in a chat',
    () => [
      '{"title":"strings","mapping":{"a":[',
      (function* strings() {
        for (let count = 0; count < 20; count += 1) {
          yield '"'
          yield* repeated('s', 16 * mebibyte - 10)
          yield '",'
        }
      })(),
      '1]}}',
    ],
    { problems: ['chat-too-large'] },
  ),
  among('a number of 20 million digits', () => [repeated('9', 20_000_000)]),
  among('a fraction of 5 million digits', () => ['0.', repeated('3', 5_000_000)]),
  among(
    'times that are no times',
    () => [
      JSON.stringify(simpleChatGptChat('times', 'q', 'a')).replaceAll(/_time":[\d.]+/gu, '_time":1e999'),
    ],
    { added: 1 },
  ),
  among(
    'a time of 100,000 digits',
    () => [
      JSON.stringify(simpleChatGptChat('digits', 'q', 'a')).replace(
        /"create_time":\d+/u,
        `"create_time":${'9'.repeat(100_000)}`,
      ),
    ],
    { added: 1 },
  ),
  whole('5 million numbers', () => ['[', repeated('1,', 5_000_000), '1]'], { refused: 'not-an-export' }),
  among('300,000 empty objects', () => ['{}', repeated(',{}', 300_000)]),
  among('300,000 chats without a message', () => ['{"mapping":{}}', repeated(',{"mapping":{}}', 300_000)], {
    problems: ['chat-empty'],
  }),
  among('60 MB of space', () => ['null', repeated(' \n\t', 20_000_000)]),
  whole('60 MB of space and nothing else', () => [repeated(' ', 60 * mebibyte)], { refused: 'empty' }),
  whole('commas', () => ['[', good('before'), repeated(',', 1_000_000), ']'], {
    added: 1,
    problems: ['file-damaged'],
  }),
  whole(
    'an object with a million keys of no meaning',
    () => [
      '{',
      made(1_000_000, (index) => `"k${index}":[${index}],`),
      '"conversations":[',
      good('one'),
      ']}',
    ],
    { added: 1 },
  ),
  whole(
    'an object with a list of 20 million numbers of no meaning',
    () => ['{"x":[', repeated('1,', 20_000_000), '1],"conversations":[', good('one'), ']}'],
    { added: 1 },
  ),
  whole('two documents in one file', () => [`[${good('one')}]`, `[${good('two')}]`], {
    added: 1,
    problems: ['file-damaged'],
  }),
]
