import { dated, failed, finished, andThen, undated } from './faultRow.ts'
import type { FaultRow } from './faultRow.ts'
import { jsonAnswer } from '../fakes/fakeProtocol.ts'
import type { FakeAnswer } from '../fakes/fakeServer.ts'

const tooLarge = 'Request too large for model `x` on tokens per minute (TPM): Limit 6000, Requested 9000'
const silence: FakeAnswer = { status: null, steps: [{ hang: true }] }

/** Before an answer has begun. */
export const faultsBefore: readonly FaultRow[] = [
  {
    fault: 'the key is refused in the way of this provider',
    answers: ({ refusals }) => [refusals.keyRefused],
    last: failed('KEY_REFUSED'),
  },
  {
    fault: 'the key is refused by a bare 401',
    answers: () => [{ status: 401, steps: [] }],
    last: failed('KEY_REFUSED'),
  },
  { fault: 'a 403', answers: ({ refusals }) => [refusals.notPermitted], last: failed('NOT_PERMITTED') },
  {
    fault: 'a 404 for the model',
    answers: ({ refusals }) => [refusals.modelUnknown],
    last: failed('MODEL_UNKNOWN'),
  },
  { fault: 'another 4xx', answers: ({ refusals }) => [refusals.badRequest], last: failed('REQUEST_REFUSED') },
  {
    fault: 'a prompt longer than the model can read',
    answers: ({ refusals }) => [refusals.tooLong],
    last: failed('TOO_LONG'),
  },
  {
    fault: 'a 429 with a delay, and then an answer',
    answers: (fake) => [fake.refusals.rateLimited, fake.answer('Good.')],
    last: finished,
    text: 'Good.',
    asked: 2,
  },
  {
    fault: 'a 429 without a delay, again and again',
    answers: ({ refusals }) => [undated(refusals.rateLimited)],
    last: failed('RATE_LIMITED'),
    asked: 3,
  },
  {
    fault: 'a 429 that asks for more than a minute',
    answers: ({ refusals }) => [dated(undated(refusals.rateLimited), '61')],
    last: failed('RATE_LIMITED'),
  },
  {
    fault: 'a 429 because the quota is used up',
    answers: ({ refusals }) => [refusals.noQuota],
    last: failed('NO_QUOTA'),
  },
  {
    fault: 'a 500, again and again',
    answers: ({ refusals }) => [refusals.broken],
    last: failed('PROVIDER_ERROR'),
    asked: 3,
  },
  {
    fault: 'a 501, which is no overload either',
    answers: () => [{ status: 501, steps: [{ write: 'no' }] }],
    last: failed('PROVIDER_ERROR'),
    asked: 3,
  },
  {
    fault: 'a 529',
    answers: () => [
      { status: 529, steps: [{ write: '{"type":"error","error":{"type":"overloaded_error"}}' }] },
    ],
    last: failed('PROVIDER_UNAVAILABLE'),
    asked: 3,
  },
  {
    fault: 'a 413 that calls itself a limit of requests',
    answers: () => [jsonAnswer(413, { error: { code: 'rate_limit_exceeded', message: tooLarge } })],
    last: failed('TOO_LONG'),
  },
  {
    fault: 'a 429 for a request that is larger than a minute allows',
    answers: () => [jsonAnswer(429, { error: { code: 'rate_limit_exceeded', message: tooLarge } })],
    last: failed('TOO_LONG'),
  },
  {
    fault: 'a key that was reported as leaked',
    answers: () => [
      jsonAnswer(403, {
        error: { code: 403, message: 'Your API key was reported as leaked.', status: 'PERMISSION_DENIED' },
      }),
    ],
    last: failed('KEY_LEAKED'),
  },
  {
    fault: 'a refusal whose body has no end',
    answers: () => [{ status: 400, steps: [{ write: 'x'.repeat(300_000) }, { hang: true }] }],
    last: failed('BAD_RESPONSE'),
  },
  {
    fault: 'more headers than there may be',
    answers: ({ answer }) => [{ ...answer('Good.'), headers: { 'x-many': 'x'.repeat(100_000) } }],
    last: failed('BAD_RESPONSE'),
  },
  {
    fault: 'a 503 twice, and then an answer',
    answers: (fake) => [fake.refusals.overloaded, fake.refusals.overloaded, fake.answer('Good.')],
    last: finished,
    text: 'Good.',
    asked: 3,
  },
  {
    fault: 'a 503 whose body breaks off',
    answers: ({ refusals }) => [
      { ...refusals.overloaded, headers: { 'content-length': '9999' }, steps: [{ drop: true }] },
    ],
    last: failed('PROVIDER_UNAVAILABLE'),
    asked: 3,
  },
  {
    fault: 'a hang before the headers',
    answers: () => [silence],
    last: failed('TIMED_OUT'),
    timeouts: { firstByte: 150 },
  },
  {
    fault: 'a hang after the headers',
    answers: ({ events }) => [andThen(events(), { hang: true })],
    last: failed('TIMED_OUT'),
    timeouts: { firstByte: 150 },
  },
  {
    fault: 'a hang in mid-stream',
    answers: ({ events, text }) => [andThen(events(text('Half')), { hang: true })],
    last: failed('TIMED_OUT'),
    text: 'Half',
    timeouts: { betweenParts: 150 },
  },
  {
    fault: 'a reset before the headers',
    answers: () => [{ status: null, steps: [{ reset: true }] }],
    last: failed('CONNECTION_LOST'),
  },
]
