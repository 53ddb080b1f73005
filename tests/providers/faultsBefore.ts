import { dated, failed, finished, andThen, undated } from './faultRow.ts'
import type { FaultRow } from './faultRow.ts'
import type { FakeAnswer } from '../fakes/fakeServer.ts'

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
    last: failed('PROVIDER_UNAVAILABLE'),
    asked: 3,
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
