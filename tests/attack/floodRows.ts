import { jsonAnswer } from '../fakes/fakeProtocol.ts'
import { failed, finished, type FaultRow } from '../providers/faultRow.ts'

export interface FloodRow {
  readonly attack: string
  readonly answers: FaultRow['answers']
  readonly last: FaultRow['last']
}

const nearlyTooLong = 'input token count '.repeat(60_000)
const stray =
  (lines: string): FloodRow['answers'] =>
  () => [{ headers: { 'content-type': 'application/json' }, steps: [{ write: lines }] }]

/** Small texts that cost much where they are read without care. */
export const floodRows: readonly FloodRow[] = [
  {
    attack: 'an error whose words nearly match, again and again',
    answers: ({ events }) => [
      events(`data: ${JSON.stringify({ error: { code: 500, message: nearlyTooLong } })}\n\n`),
    ],
    last: failed('PROVIDER_ERROR'),
  },
  {
    attack: 'a refusal whose words nearly match, again and again',
    answers: () => [jsonAnswer(400, { error: { message: nearlyTooLong.slice(0, 60_000) } })],
    last: failed('REQUEST_REFUSED'),
  },
  {
    attack: 'a refusal of dots and at signs',
    answers: () => [jsonAnswer(400, { error: { message: 'a.@'.repeat(20_000) } })],
    last: failed('REQUEST_REFUSED'),
  },
  {
    attack: 'a refusal of equals signs behind key',
    answers: () => [jsonAnswer(400, { error: { message: 'api-key = '.repeat(6_000) } })],
    last: failed('REQUEST_REFUSED'),
  },
  {
    attack: 'a refusal of letters without an end',
    answers: () => [jsonAnswer(400, { error: { message: 'a'.repeat(60_000) } })],
    last: failed('REQUEST_REFUSED'),
  },
  {
    attack: 'a list a line an item',
    answers: stray(`[\n${'1,\n'.repeat(400_000)}`),
    last: failed('BAD_RESPONSE'),
  },
  { attack: 'lines of one letter', answers: stray('x\n'.repeat(60_000)), last: failed('BAD_RESPONSE') },
  { attack: 'empty objects a line each', answers: stray('{}\n'.repeat(20_000)), last: failed('NO_FINISH') },
  {
    attack: 'a code that has to be made text of',
    answers: ({ events }) => [
      events('data: {"error":{"code":{"toString":1,"valueOf":1},"message":"no"}}\n\n'),
    ],
    last: failed('PROVIDER_ERROR'),
  },
  {
    attack: 'a code of lists in lists',
    answers: () => [
      {
        status: 400,
        headers: { 'content-type': 'application/json' },
        steps: [{ write: `{"error":{"message":"no","code":${'['.repeat(30_000)}${']'.repeat(30_000)}}}` }],
      },
    ],
    last: failed('REQUEST_REFUSED'),
  },
  {
    attack: 'details of an error that are none',
    answers: ({ events }) => [
      events(
        'data: {"error":{"message":"no","details":[null,7,{"violations":[null,{"quotaId":{}}]},{"retryDelay":{}}]}}\n\n',
      ),
    ],
    last: failed('PROVIDER_ERROR'),
  },
  {
    attack: 'a wait below nothing, then one beyond any number',
    answers: ({ answer }) => [
      { status: 503, headers: { 'retry-after': '-5' }, steps: [] },
      { status: 503, headers: { 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }, steps: [] },
      answer('Good.'),
    ],
    last: finished,
  },
  {
    attack: 'a wait of more figures than a number has',
    answers: () => [{ status: 503, headers: { 'retry-after': '9'.repeat(400) }, steps: [] }],
    last: failed('PROVIDER_UNAVAILABLE'),
  },
  {
    attack: 'a wait until a day that is none',
    answers: ({ answer }) => [
      { status: 503, headers: { 'retry-after': 'Infinity', 'retry-after-ms': 'NaN' }, steps: [] },
      answer('Good.'),
    ],
    last: finished,
  },
  {
    attack: 'closing tags by the thousand',
    answers: ({ events, text, end }) => [events(text('a</think>'.repeat(50_000)), end('stop'))],
    last: finished,
  },
  {
    attack: 'beginnings of tags without an end',
    answers: ({ events, text, end }) => [
      events(...Array.from({ length: 300 }, () => text('<thin'.repeat(50))), end('stop')),
    ],
    last: finished,
  },
  {
    attack: 'backticks by the hundred thousand',
    answers: ({ events, text, end }) => [events(text('`\n'.repeat(200_000)), end('stop'))],
    last: finished,
  },
]
