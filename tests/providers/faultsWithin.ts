import { byteByByte, failed, finished, half, page, andThen, withLineEnds } from './faultRow.ts'
import type { FaultRow } from './faultRow.ts'

const cut: FaultRow['last'] = { type: 'finish', reason: 'length' }
const wide = 'Žluťoučký kůň 🦄 日本語 שלום'

function errorEvent(error: object): string {
  return `data: ${JSON.stringify({ error })}\n\n`
}

/** Once an answer has begun, or something in its place. */
export const faultsWithin: readonly FaultRow[] = [
  {
    fault: 'a reset in mid-stream',
    answers: ({ events, text }) => [andThen(events(text('Half')), { pause: 30 }, { reset: true })],
    last: failed('CONNECTION_LOST'),
    text: 'Half',
  },
  {
    fault: 'a premature close in mid-stream',
    answers: ({ events, text }) => [andThen(events(text('Half')), { pause: 30 }, { drop: true })],
    last: failed('CONNECTION_LOST'),
    text: 'Half',
  },
  {
    fault: 'an end without a finish reason',
    answers: ({ events, text }) => [events(text('Half'))],
    last: failed('NO_FINISH'),
    text: 'Half',
  },
  {
    fault: 'a truncated last event',
    answers: ({ events, text }) => [events(text('Half'), half(text('Lost')))],
    last: failed('NO_FINISH'),
    text: 'Half',
  },
  { fault: 'an answer of no bytes', answers: ({ events }) => [events()], last: failed('NO_FINISH') },
  {
    fault: 'an error object inside of the stream',
    answers: ({ events, text, error }) => [events(text('Half'), error('internal'))],
    last: failed('PROVIDER_ERROR'),
    text: 'Half',
  },
  {
    fault: 'an error object inside of the stream that says what it is',
    answers: ({ events, text, error }) => [events(text('Half'), error('busy'))],
    last: failed('PROVIDER_UNAVAILABLE'),
    text: 'Half',
  },
  {
    fault: 'a leaked key in mid-stream',
    answers: ({ events, text }) => [
      events(text('Half'), errorEvent({ code: 403, message: 'Your API key was reported as leaked.' })),
    ],
    last: failed('KEY_LEAKED'),
    text: 'Half',
  },
  {
    fault: 'a 413 in mid-stream called a rate limit',
    answers: ({ events, text }) => [
      events(text('Half'), errorEvent({ code: 413, type: 'rate_limit_exceeded', message: 'Limit 6000.' })),
    ],
    last: failed('TOO_LONG'),
    text: 'Half',
  },
  {
    fault: 'a too large request in mid-stream',
    answers: ({ events, text }) => [
      events(text('Half'), errorEvent({ code: 'rate_limit_exceeded', message: 'Request too large for x.' })),
    ],
    last: failed('TOO_LONG'),
    text: 'Half',
  },
  {
    fault: 'an error object in mid-stream that is no event',
    answers: ({ events, text }) => [events(text('Half'), '{"error": {\n"code": "x", "message": "no"}}\n')],
    last: failed('PROVIDER_ERROR'),
    text: 'Half',
  },
  {
    fault: 'an error object with status 200',
    answers: () => [
      { headers: { 'content-type': 'application/json' }, steps: [{ write: '{"error":{"message":"no"}}' }] },
    ],
    last: failed('PROVIDER_ERROR'),
  },
  {
    fault: 'an error event of that name',
    answers: ({ events, text }) => [events(text('Half'), 'event: error\ndata: {"message":"no"}\n\n')],
    last: failed('PROVIDER_ERROR'),
    text: 'Half',
  },
  {
    fault: 'comments and keep-alives, also within an event',
    answers: ({ events, text, end }) => [
      events(
        ': connected\n\n',
        `: one\n${text('Good')}`,
        ': ping\n\n:\n',
        `id: 7\nretry: 10\n: two\n${text('.')}`,
        end('stop'),
      ),
    ],
    last: finished,
    text: 'Good.',
  },
  {
    fault: 'lines that end with CRLF',
    answers: ({ answer }) => [withLineEnds(answer('Go', 'od.'), '\r\n')],
    last: finished,
    text: 'Good.',
  },
  {
    fault: 'lines that end with CR',
    answers: ({ answer }) => [withLineEnds(answer('Go', 'od.'), '\r')],
    last: finished,
    text: 'Good.',
  },
  {
    fault: 'CRLF and characters split at every byte',
    answers: ({ answer }) => [byteByByte(withLineEnds(answer(wide), '\r\n'))],
    last: finished,
    text: wide,
  },
  {
    fault: 'a byte order mark before the first event',
    answers: ({ events, text, end }) => [events('\uFEFF', text('Good.'), end('stop'))],
    last: finished,
    text: 'Good.',
  },
  {
    fault: 'no candidates or choices at all',
    answers: ({ events, nothing }) => [events(nothing(), nothing())],
    last: failed('NO_FINISH'),
  },
  {
    fault: 'candidates or choices of null',
    answers: ({ events }) => [events('data: {"candidates":null,"choices":null}\n\n')],
    last: failed('NO_FINISH'),
  },
  {
    fault: 'candidates or choices of another shape',
    answers: ({ events, text }) => [events(text('Half'), 'data: {"candidates":7,"choices":7}\n\n')],
    last: failed('NO_FINISH'),
    text: 'Half',
  },
  {
    fault: 'a good end without any text',
    answers: ({ events, end }) => [events(end('stop'))],
    last: failed('EMPTY_ANSWER'),
  },
  {
    fault: 'a good end with thoughts alone',
    answers: ({ events, reasoning, end }) => [events(reasoning('Hm.'), end('stop'))],
    last: failed('EMPTY_ANSWER'),
    reasoning: 'Hm.',
  },
  {
    fault: 'thoughts that use up the whole length',
    answers: ({ events, reasoning, end }) => [events(reasoning('Hm.'), end('length'))],
    last: { type: 'finish', reason: 'length' },
    reasoning: 'Hm.',
  },
  {
    fault: 'a blocked prompt',
    answers: ({ refusals }) => [refusals.promptBlocked],
    last: failed('PROMPT_BLOCKED'),
  },
  {
    fault: 'an answer cut by safety',
    answers: ({ events, text, end }) => [events(text('Half'), end('blocked'))],
    last: failed('ANSWER_BLOCKED'),
    text: 'Half',
  },
  {
    fault: 'an answer cut by length',
    answers: ({ events, text, end }) => [events(text('Half'), end('length'))],
    last: { type: 'finish', reason: 'length' },
    text: 'Half',
  },
  {
    fault: 'a connection that is reset after the end was said',
    answers: ({ events, text, end }) => [
      andThen(events(text('Good.'), end('stop')), { pause: 30 }, { reset: true }),
    ],
    last: finished,
    text: 'Good.',
  },
  {
    fault: 'a hang after the end was said',
    answers: ({ events, text, end }) => [
      andThen(events(text('Good.'), end('stop').replace('data: [DONE]', ': not yet')), { hang: true }),
    ],
    last: finished,
    text: 'Good.',
    timeouts: { afterEnd: 100 },
  },
  {
    fault: 'plain text',
    answers: () => [{ headers: { 'content-type': 'text/plain' }, steps: [{ write: 'It works!' }] }],
    last: failed('BAD_RESPONSE'),
  },
  {
    fault: 'an event that is not JSON',
    answers: ({ events, text }) => [events(text('Half'), 'data: {oops}\n\n')],
    last: failed('BAD_RESPONSE'),
    text: 'Half',
  },
  {
    fault: 'a close before the headers',
    answers: () => [{ status: null, steps: [{ drop: true }] }],
    last: failed('CONNECTION_LOST'),
  },
  { fault: 'an HTML page with 200', answers: () => [page(200)], last: failed('BAD_RESPONSE') },
  { fault: 'an HTML page with 404', answers: () => [page(404)], last: failed('BAD_RESPONSE') },
  {
    fault: 'an HTML page with 502',
    answers: () => [page(502)],
    last: failed('PROVIDER_UNAVAILABLE'),
    asked: 3,
  },
  {
    fault: 'an end by length before any text',
    answers: ({ events, end }) => [events(end('length'))],
    last: cut,
  },
  {
    fault: 'the mark of the end without a reason',
    answers: ({ events, text }) => [events(text('Good.'), 'data: [DONE]\n\n')],
    last: finished,
    text: 'Good.',
  },
  {
    fault: 'the mark of the end without anything',
    answers: ({ events }) => [events('data: [DONE]\n\n')],
    last: failed('EMPTY_ANSWER'),
  },
  {
    fault: 'reasoning in tags in the text',
    answers: ({ events, text, end }) => [
      events(text('<thi'), text('nk>\nHm.</think>\n\nGo'), text('od.'), end('stop')),
    ],
    last: finished,
    text: 'Good.',
    reasoning: 'Hm.',
  },
  {
    fault: 'reasoning in tags and nothing else',
    answers: ({ events, text, end }) => [events(text('<think>Hm.'), end('stop'))],
    last: failed('EMPTY_ANSWER'),
    reasoning: 'Hm.',
  },
  {
    fault: 'what drips on after the end',
    answers: ({ events, text, end }) => [
      andThen(
        events(text('Good.'), end('stop').replace('data: [DONE]', ': not yet')),
        ...Array.from({ length: 400 }, () => [{ pause: 30 }, { write: ':\n' }]).flat(),
      ),
    ],
    last: finished,
    text: 'Good.',
    timeouts: { afterEnd: 300 },
  },
  {
    fault: 'a longer length than what comes',
    answers: ({ events, text }) => [
      {
        ...events(text('Half')),
        headers: { 'content-length': '99999' },
        steps: [{ write: text('Half') }, { pause: 30 }, { drop: true }],
      },
    ],
    last: failed('CONNECTION_LOST'),
    text: 'Half',
  },
  {
    fault: 'a redirect',
    answers: () => [{ status: 302, headers: { location: 'https://example.invalid/' }, steps: [] }],
    last: failed('BAD_RESPONSE'),
  },
  {
    fault: 'parts of one byte',
    answers: ({ answer }) => [byteByByte(answer('Good.'))],
    last: finished,
    text: 'Good.',
  },
  {
    fault: 'thoughts mixed with text',
    answers: ({ events, text, reasoning, end }) => [
      events(reasoning('Hm, '), text('Go'), reasoning('well.'), text('od.'), end('stop')),
    ],
    last: finished,
    text: 'Good.',
    reasoning: 'Hm, well.',
  },
]
