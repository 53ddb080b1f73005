import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { retryDelayIn } from '../../electron/core/providers/remote/retryDelay.ts'
import { readServerEvents } from '../../electron/core/providers/remote/serverEvents.ts'
import type { ServerEvent } from '../../electron/core/providers/remote/serverEvents.ts'

describe('server-sent events', () => {
  it('read the same wherever their bytes are cut', async () => {
    const bytes = Buffer.from('\uFEFF: hi\r\nevent: a\r\ndata: Žlu🦄\r\ndata:two\r\n\r\n: x\rdata: three\r\r')
    async function read(...chunks: readonly Uint8Array[]): Promise<readonly ServerEvent[]> {
      const events: ServerEvent[] = []
      for await (const event of readServerEvents(Readable.from(chunks))) events.push(event)
      return events
    }
    const whole = await read(bytes)
    expect(whole).toEqual([
      { type: 'event', name: 'a', data: 'Žlu🦄\ntwo', whole: true },
      { type: 'event', name: '', data: 'three', whole: true },
    ])
    for (const cut of bytes.keys())
      expect(await read(bytes.subarray(0, cut), bytes.subarray(cut))).toEqual(whole)
  })
})

describe('the wait that a provider asks for', () => {
  it('is read from milliseconds, seconds and dates', () => {
    const now = Date.UTC(2026, 0, 1, 12)
    expect(retryDelayIn({ 'retry-after-ms': '250', 'retry-after': '9' }, now)).toBe(250)
    expect(retryDelayIn({ 'retry-after': '3' }, now)).toBe(3_000)
    expect(retryDelayIn({ 'retry-after': 'Thu, 01 Jan 2026 12:00:05 GMT' }, now)).toBe(5_000)
    expect(retryDelayIn({ 'retry-after': 'Thu, 01 Jan 2026 11:00:00 GMT' }, now)).toBe(0)
    expect(retryDelayIn({ 'retry-after': 'soon' }, now)).toBeNull()
    expect(retryDelayIn({}, now)).toBeNull()
  })
})
