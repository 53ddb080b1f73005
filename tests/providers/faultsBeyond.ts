import { gzipSync } from 'node:zlib'
import { bounds } from '../../shared/bounds.ts'
import { andThen, failed } from './faultRow.ts'
import type { FaultRow } from './faultRow.ts'

const cut: FaultRow['last'] = { type: 'finish', reason: 'length' }
const megabyte = 'All work and no play. '.repeat(47_663).slice(0, 1_048_576)
const bomb = gzipSync(Buffer.alloc(64 * 1_048_576, ': ping\n\n'))

/** More than anybody has use for. What came before it is kept. */
export const faultsBeyond: readonly FaultRow[] = [
  {
    fault: 'a line without an end',
    answers: ({ events, text }) => [
      andThen(events(text('Half'), 'data: "'), ...Array.from({ length: 10 }, () => ({ write: megabyte })), {
        hang: true,
      }),
    ],
    last: failed('BAD_RESPONSE'),
    text: 'Half',
  },
  {
    fault: 'an event of lines without an end',
    answers: ({ events, text }) => [
      andThen(
        events(text('Half')),
        ...Array.from({ length: 10 }, () => ({ write: 'data: \n'.repeat(180_000) })),
        ...Array.from({ length: 10 }, () => ({ write: `data: ${megabyte}\n` })),
        { hang: true },
      ),
    ],
    last: failed('BAD_RESPONSE'),
    text: 'Half',
  },
  {
    fault: 'comments without an end',
    answers: ({ events, text }) => [
      andThen(
        events(text('Half')),
        ...Array.from({ length: 17 }, () => ({ write: ': still here, wait\n\n'.repeat(52_430) })),
        { hang: true },
      ),
    ],
    last: failed('BAD_RESPONSE'),
    text: 'Half',
  },
  {
    fault: 'an event of eight million brackets',
    answers: ({ events, text }) => [events(text('Half'), `data: {"x":${'['.repeat(8_000_000)}\n\n`)],
    last: failed('BAD_RESPONSE'),
    text: 'Half',
  },
  {
    fault: 'an event of millions of empty objects',
    answers: ({ events, text }) => [events(text('Half'), `data: {"x":[${'{},'.repeat(2_600_000)}{}]}\n\n`)],
    last: failed('BAD_RESPONSE'),
    text: 'Half',
  },
  {
    fault: 'a small body that unpacks to a large one',
    answers: () => [
      {
        headers: { 'content-type': 'text/event-stream', 'content-encoding': 'gzip' },
        steps: [{ write: bomb }],
      },
    ],
    last: failed('BAD_RESPONSE'),
  },
  {
    fault: 'an answer of 20 MB',
    answers: ({ answer }) => [answer(...Array.from({ length: 20 }, () => megabyte))],
    last: cut,
    text: megabyte.repeat(4).slice(0, bounds.answerText.max),
  },
  {
    fault: 'an answer of one event of 5 MB',
    answers: ({ answer }) => [answer(megabyte.repeat(5))],
    last: cut,
    text: megabyte.repeat(4).slice(0, bounds.answerText.max),
  },
  {
    fault: 'an answer of 4 MB in events of a word',
    answers: ({ events, text }) => [
      events(
        ...Array.from({ length: 4 }, () => text('word ').repeat(Math.ceil(1_048_576 / text('word ').length))),
      ),
    ],
    last: failed('NO_FINISH'),
    text: null,
  },
  {
    fault: 'thoughts of 20 MB',
    answers: ({ events, reasoning }) => [events(...Array.from({ length: 20 }, () => reasoning(megabyte)))],
    last: cut,
    reasoning: megabyte.repeat(4).slice(0, bounds.answerText.max),
  },
]
