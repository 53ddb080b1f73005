import type { Fake, FakeAnswer } from './fakeServer.ts'

/** The key that the fakes accept. */
export const testKey = 'test-key-1234'
/** What the fakes answer with unless they are told otherwise, and in which parts. */
export const usualParts = ['Hello ', 'from ', 'the ', 'fake.'] as const
export const usualUsage = { inputTokens: 7, outputTokens: 5 } as const

export type FakeEnd = 'stop' | 'length' | 'blocked'

/** How a protocol writes things, byte for byte, so that one test serves for both. */
export interface FakeProtocol {
  start(options?: { readonly encrypted?: boolean }): Promise<Fake>
  /** Events of an answer. */
  text(text: string): string
  reasoning(text: string): string
  /** No candidate, no choice. */
  nothing(): string
  /** What follows the text: the end, the usage, the mark that all is said. */
  end(reason: FakeEnd): string
  /** An error in the midst of an answer. */
  error(code: 'internal' | 'busy'): string
  /** A good answer of these texts. */
  answer(...texts: readonly string[]): FakeAnswer
  /** An answer of events, as they stand. */
  events(...events: readonly (string | Uint8Array)[]): FakeAnswer
  /** How it refuses. */
  readonly refusals: {
    readonly keyRefused: FakeAnswer
    readonly notPermitted: FakeAnswer
    readonly modelUnknown: FakeAnswer
    readonly rateLimited: FakeAnswer
    readonly noQuota: FakeAnswer
    readonly tooLong: FakeAnswer
    readonly broken: FakeAnswer
    readonly overloaded: FakeAnswer
    readonly promptBlocked: FakeAnswer
    readonly badRequest: FakeAnswer
  }
}

/** An answer of JSON. */
export function jsonAnswer(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): FakeAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    steps: [{ write: JSON.stringify(value) }],
  }
}

/** An answer of server-sent events. */
export function eventAnswer(events: readonly (string | Uint8Array)[]): FakeAnswer {
  return {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' },
    steps: events.map((event) => ({ write: event })),
  }
}
