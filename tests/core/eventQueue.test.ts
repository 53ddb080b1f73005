import { describe, expect, it } from 'vitest'
import { createEventQueue } from '../../electron/core/events/eventQueue.ts'
import type { ConversationId, MessageId } from '../../shared/contract/base.ts'
import type { Event } from '../../shared/contract/events.ts'

const conversationId = '00000000-0000-4000-8000-000000000001' as ConversationId
const messageId = '00000000-0000-4000-8000-000000000002' as MessageId
const text = (offset: number, piece: string): Event => ({
  type: 'answer-text',
  conversationId,
  messageId,
  offset,
  text: piece,
})

async function drain(queue: AsyncIterable<Event>): Promise<readonly Event[]> {
  const events: Event[] = []
  for await (const event of queue) events.push(event)
  return events
}

describe('the event queue', () => {
  it('joins text that waits, so a slow window gets fewer and longer pieces', async () => {
    const queue = createEventQueue()
    queue.push(text(0, 'ab'))
    queue.push(text(2, 'cd'))
    queue.push({ type: 'conversations-changed' })
    queue.push(text(4, 'ef'))
    queue.end()
    expect(await drain(queue)).toEqual([text(0, 'abcd'), { type: 'conversations-changed' }, text(4, 'ef')])
  })

  it('does not join text with a gap before it', async () => {
    const queue = createEventQueue()
    queue.push(text(0, 'ab'))
    queue.push(text(5, 'cd'))
    queue.end()
    expect(await drain(queue)).toHaveLength(2)
  })

  it('tells a window that is too far behind to fetch again, instead of growing without end', async () => {
    const queue = createEventQueue()
    for (let index = 0; index < 5_000; index += 1)
      queue.push({ type: 'conversation-changed', conversationId })
    queue.end()
    const events = await drain(queue)
    expect(events[0]).toEqual({ type: 'resync' })
    expect(events.length).toBeLessThan(2_000)
  })

  it('does the same where the text that waits would fill the memory', async () => {
    const queue = createEventQueue()
    for (let index = 0; index < 20; index += 1) queue.push(text(index * 1_000_000, 'x'.repeat(1_000_000)))
    queue.end()
    const events = await drain(queue)
    expect(events[0]).toEqual({ type: 'resync' })
    expect(JSON.stringify(events).length).toBeLessThan(8_100_000)
  })

  it('hands over what comes while somebody waits', async () => {
    const queue = createEventQueue()
    const drained = drain(queue)
    await Promise.resolve()
    queue.push({ type: 'ready' })
    await new Promise((resolve) => setImmediate(resolve))
    queue.push({ type: 'resync' })
    queue.end()
    expect(await drained).toEqual([{ type: 'ready' }, { type: 'resync' }])
  })
})
