import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { AnswerErrorCode } from '../../shared/errors.ts'
import { testKey } from '../fakes/fakeProtocol.ts'
import type { Fake } from '../fakes/fakeServer.ts'
import { askerOf, partsOf, protocols, question, textIn } from './asking.ts'
import { faultTable } from './faultTable.ts'

const unhandled: unknown[] = []
const remember = (reason: unknown): void => void unhandled.push(reason)

beforeAll(() => void process.on('unhandledRejection', remember))
afterAll(() => void process.off('unhandledRejection', remember))

/** Every socket is closed soon after the answer, and not only when the fake goes. */
function socketsClosed(fake: Fake): Promise<void> {
  return vi.waitFor(() => expect(fake.connections).toBe(0), { timeout: 1_000, interval: 10 })
}

describe.each(protocols)('a fault of $kind', ({ kind, fake: protocol }) => {
  it.concurrent.each(faultTable)('ends the answer rightly: $fault', async (row) => {
    const fake = await protocol.start()
    try {
      fake.answerWith(...row.answers(protocol))
      const { provider, log } = askerOf({ kind, baseUrl: fake.baseUrl }, row.timeouts)
      const parts = await partsOf(provider)
      expect(parts.at(-1)).toMatchObject(row.last)
      // Compared before it is printed: some of these texts have 20 MB.
      expect(textIn(parts) === (row.text ?? '')).toBe(true)
      expect(textIn(parts, 'reasoning')).toBe(row.reasoning ?? '')
      expect(fake.requests).toHaveLength(row.asked ?? 1)
      expect(parts.filter(({ type }) => type === 'retrying')).toHaveLength((row.asked ?? 1) - 1)
      expect(log.join('\n')).not.toMatch(new RegExp(`${testKey}|Hello|Half|quota|message`))
      await socketsClosed(fake)
    } finally {
      await fake.close()
    }
  })
})

/** A server that says this and nothing more to whoever connects, and then only listens. */
async function rawServer(greeting: string): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    if (greeting !== '') socket.write(greeting)
    socket.resume()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    // Ends only when the client has closed its sockets.
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  }
}

describe.each(protocols)('an unreachable $kind', ({ kind, fake: protocol }) => {
  async function outcome(baseUrl: string, timeouts = {}): Promise<AnswerErrorCode> {
    const { provider } = askerOf({ kind, baseUrl }, timeouts)
    const [part, ...others] = await partsOf(provider)
    if (part?.type !== 'error' || others.length > 0) throw new Error('not one error')
    const listing = await provider.listModels(new AbortController().signal)
    expect(listing).toEqual({ models: [], problem: part.code })
    return part.code
  }

  it('tells that nothing listens', async () => {
    const { port, close } = await rawServer('')
    await close()
    expect(await outcome(`http://127.0.0.1:${port}`)).toBe('CONNECTION_REFUSED')
  })

  it('tells that the name is not known', async () => {
    expect(await outcome('http://nobody.invalid')).toBe('NAME_NOT_RESOLVED')
  })

  it('tells that the certificate is not trusted, and sends nothing', async () => {
    const fake = await protocol.start({ encrypted: true })
    expect(await outcome(fake.baseUrl)).toBe('TLS_FAILED')
    expect(fake.requests).toHaveLength(0)
    await socketsClosed(fake)
    await fake.close()
  })

  it('tells that there is no encryption where it was asked for', async () => {
    const fake = await protocol.start()
    expect(await outcome(fake.baseUrl.replace('http:', 'https:'))).toBe('TLS_FAILED')
    await socketsClosed(fake)
    await fake.close()
  })

  it('gives up a handshake that does not end', async () => {
    const { port, close } = await rawServer('')
    expect(await outcome(`https://127.0.0.1:${port}`, { connect: 100 })).toBe('TIMED_OUT')
    await close()
  })

  it('tells a server that speaks something else than HTTP', async () => {
    const { port, close } = await rawServer('220 mail.example.org ESMTP\r\n')
    expect(await outcome(`http://127.0.0.1:${port}`)).toBe('BAD_RESPONSE')
    await close()
  })
})

describe.each(protocols)('stopping an answer of $kind', ({ kind, fake: protocol }) => {
  let fake: Fake
  async function start(): Promise<ReturnType<typeof askerOf>> {
    fake = await protocol.start()
    return askerOf({ kind, baseUrl: fake.baseUrl })
  }
  afterEach(() => fake.close())

  /** How long after `stopped` the fake saw its connection closed, in milliseconds. */
  async function closingTime(stopped: number): Promise<number> {
    await socketsClosed(fake)
    return (fake.requests.at(-1)?.clientClosedAt ?? Infinity) - stopped
  }

  it('sends nothing when the signal was aborted before', async () => {
    const { provider } = await start()
    expect(await partsOf(provider, question(), AbortSignal.abort())).toEqual([])
    expect(await provider.listModels(AbortSignal.abort())).toMatchObject({ models: [] })
    expect(fake.requests).toHaveLength(0)
    expect(fake.connections).toBe(0)
  })

  it('ends at once and closes the socket when the signal aborts in mid-stream', async () => {
    const { provider } = await start()
    const { steps, ...rest } = protocol.events(protocol.text('Half'))
    fake.answerWith({ ...rest, steps: [...steps, { hang: true }] })
    const abort = new AbortController()
    let text = ''
    let stopped = Infinity
    for await (const part of provider.stream(question(), abort.signal)) {
      if (part.type === 'text') text += part.text
      setTimeout(() => {
        stopped = performance.now()
        abort.abort()
      }, 10)
    }
    expect(performance.now() - stopped).toBeLessThan(100)
    expect(text).toBe('Half')
    expect(await closingTime(stopped)).toBeLessThan(100)
  })

  it('closes the socket when the loop is left', async () => {
    const { provider } = await start()
    const { steps, ...rest } = protocol.events(protocol.text('Half'))
    fake.answerWith({ ...rest, steps: [...steps, { hang: true }] })
    for await (const part of provider.stream(question(), new AbortController().signal)) {
      if (part.type === 'text') break
    }
    expect(await closingTime(performance.now())).toBeLessThan(100)
  })

  it('closes the socket when the signal aborts before the headers', async () => {
    const { provider } = await start()
    fake.answerWith({ status: null, steps: [{ hang: true }] })
    const abort = new AbortController()
    const parts = partsOf(provider, question(), abort.signal)
    await vi.waitFor(() => expect(fake.requests).toHaveLength(1), { interval: 5 })
    const stopped = performance.now()
    abort.abort()
    expect(await parts).toEqual([])
    expect(await closingTime(stopped)).toBeLessThan(100)
  })

  it('does not ask again when it is stopped while waiting for that', async () => {
    const { provider } = await start()
    fake.answerWith({ ...protocol.refusals.overloaded, headers: { 'retry-after': '5' } })
    const abort = new AbortController()
    for await (const part of provider.stream(question(), abort.signal)) {
      expect(part.type).toBe('retrying')
      abort.abort()
    }
    await socketsClosed(fake)
    expect(fake.requests).toHaveLength(1)
  })
})

describe('all of these faults', () => {
  it('leave no rejection unhandled', () => {
    expect(unhandled).toEqual([])
  })
})
