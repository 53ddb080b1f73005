import { describe, expect, it } from 'vitest'
import { oneAtATime, singleFlight } from '../../renderer/connection/singleFlight.ts'
import { withRecordedEvents, recordEvents } from '../../renderer/conversation/eventRecorder.ts'
import { batchText } from '../../renderer/events/textFrames.ts'

interface Piece {
  readonly type: string
  readonly text?: string
}

function frames() {
  const requested: (() => void)[] = []
  const applied: (readonly Piece[])[] = []
  const text = batchText<Piece>(
    (events) => applied.push(events),
    (run) => requested.push(run),
  )
  return { applied, requested, text }
}

describe('the text of a frame', () => {
  it('begins at once, so that the first words need not wait for two frames', () => {
    const { applied, text } = frames()
    text.push({ type: 'answer-text', text: 'a' })
    expect(applied).toEqual([[{ type: 'answer-text', text: 'a' }]])
  })

  it('is applied once, however many pieces arrive before the frame', () => {
    const { applied, requested, text } = frames()
    for (const piece of ['a', 'b', 'c', 'd']) text.push({ type: 'answer-text', text: piece })
    expect(requested).toHaveLength(1)
    requested[0]?.()
    expect(applied.map((events) => events.map((event) => event.text))).toEqual([['a'], ['b', 'c', 'd']])
  })

  it('waits for the next frame again when some came in this one, and for none after a frame without any', () => {
    const { applied, requested, text } = frames()
    for (const piece of ['a', 'b']) text.push({ type: 'answer-text', text: piece })
    requested[0]?.()
    text.push({ type: 'answer-text', text: 'c' })
    expect(applied).toHaveLength(2)
    requested[1]?.()
    requested[2]?.()
    text.push({ type: 'answer-text', text: 'd' })
    expect(applied.map((events) => events.map((event) => event.text))).toEqual([['a'], ['b'], ['c'], ['d']])
  })

  it('is batched with the reasoning before it, in order, so that thinking renders no more often than text', () => {
    const { applied, requested, text } = frames()
    text.push({ type: 'answer-reasoning', text: 'a' })
    text.push({ type: 'answer-reasoning', text: 'b' })
    text.push({ type: 'answer-text', text: 'c' })
    expect(requested).toHaveLength(1)
    requested[0]?.()
    expect(applied.map((events) => events.map((event) => event.text))).toEqual([['a'], ['b', 'c']])
  })

  it('comes before the end of its answer, which waits for no frame', () => {
    const { applied, requested, text } = frames()
    text.push({ type: 'answer-text', text: 'a' })
    text.push({ type: 'answer-text', text: 'b' })
    text.push({ type: 'answer-ended' })
    expect(applied.at(-1)).toEqual([{ type: 'answer-text', text: 'b' }, { type: 'answer-ended' }])
    requested[0]?.()
    expect(applied).toHaveLength(2)
  })
})

describe('a fetch that is asked for again while it runs', () => {
  it('runs once more afterwards, and never twice at once', async () => {
    const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    let runs = 0
    const ended = Promise.withResolvers<void>()
    const fetch = singleFlight(async () => {
      runs += 1
      await gates[runs - 1]?.promise
      if (runs === 2) ended.resolve()
    })
    fetch()
    fetch()
    fetch()
    expect(runs).toBe(1)
    gates[0]?.resolve()
    gates[1]?.resolve()
    await ended.promise
    expect(runs).toBe(2)
  })

  it('does not load a second page for one scroll to the end', async () => {
    const gate = Promise.withResolvers<void>()
    let runs = 0
    const step = oneAtATime(async () => {
      runs += 1
      await gate.promise
    })
    step()
    step()
    gate.resolve()
    await gate.promise
    expect(runs).toBe(1)
  })
})

describe('events that arrive while messages are fetched', () => {
  it('are kept for the messages that the fetch brings', async () => {
    const event = { type: 'answer-queued' } as Parameters<typeof recordEvents>[0][number]
    const { events, fetched } = await withRecordedEvents(async () => {
      recordEvents([event])
      return Promise.resolve('messages')
    })
    expect(fetched).toBe('messages')
    expect(events).toEqual([event])
    recordEvents([event])
    expect(events).toHaveLength(1)
  })
})
