import type { Timeouts } from '../../electron/core/providers/remote/timeouts.ts'
import type { ProviderPart } from '../../electron/core/providers/provider.ts'
import type { FakeProtocol } from '../fakes/fakeProtocol.ts'
import type { FakeAnswer, FakeScript, FakeStep } from '../fakes/fakeServer.ts'

type LastPart = Extract<ProviderPart, { type: 'finish' | 'error' }>

export interface FaultRow {
  readonly fault: string
  /** What the fake answers, request by request. */
  readonly answers: (fake: FakeProtocol) => readonly FakeScript[]
  readonly last: LastPart
  /** The text that arrived and has to be kept; null where its length alone is of interest. */
  readonly text?: string | null
  readonly reasoning?: string
  /** How often the provider is asked; once when left out. */
  readonly asked?: number
  readonly timeouts?: Partial<Timeouts>
}

export const finished: LastPart = { type: 'finish', reason: 'stop' }

export function failed(code: Extract<LastPart, { type: 'error' }>['code']): LastPart {
  return { type: 'error', code }
}

/** An answer that goes on with other steps instead of ending as it should. */
export function andThen(answer: FakeAnswer, ...steps: readonly FakeStep[]): FakeAnswer {
  return { ...answer, steps: [...answer.steps, ...steps] }
}

export function page(status: number): FakeAnswer {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    steps: [{ write: '<!DOCTYPE html><html><body><h1>An error occurred.</h1></body></html>' }],
  }
}

/** Without what it says on when to ask again. */
export function undated({ status, headers = {}, steps }: FakeAnswer): FakeAnswer {
  const { 'retry-after-ms': _, ...others } = headers
  const bare = steps.map((step) =>
    'write' in step ? { write: String(step.write).replace('"retryDelay":"0.03s"', '"other":""') } : step,
  )
  return { status: status ?? 200, headers: others, steps: bare }
}

export function dated(answer: FakeAnswer, retryAfter: string): FakeAnswer {
  return { ...answer, headers: { ...answer.headers, 'retry-after': retryAfter } }
}

/** Every byte in a packet of its own. */
export function byteByByte(answer: FakeAnswer): FakeAnswer {
  const all = answer.steps.flatMap((step) => ('write' in step ? [Buffer.from(step.write)] : []))
  const steps = Array.from(Buffer.concat(all), (byte) => [{ write: Buffer.of(byte) }, { pause: 0 }]).flat()
  return { ...answer, steps }
}

export function withLineEnds(answer: FakeAnswer, lineEnd: string): FakeAnswer {
  const steps = answer.steps.map((step) =>
    'write' in step ? { write: String(step.write).replaceAll(/\r?\n/g, lineEnd) } : step,
  )
  return { ...answer, steps }
}

/** Half of an event: the connection ends in its midst. */
export function half(event: string): string {
  return event.slice(0, event.length / 2)
}
