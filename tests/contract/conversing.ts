import { randomUUID } from 'node:crypto'
import { ORPCError, safe } from '@orpc/client'
import type { ConversationId, FolderId, MessageId, ModelId } from '../../shared/contract/base.ts'
import type { Event } from '../../shared/contract/events.ts'
import type { TestWindow } from './transports.ts'

export const starter = 'local:starter' as ModelId
export const newMessageId = (): MessageId => randomUUID() as MessageId
export const newConversationId = (): ConversationId => randomUUID() as ConversationId
export const newFolderId = (): FolderId => randomUUID() as FolderId

/** The code of the declared error that a call ends with. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  const { error } = await safe(call)
  if (error === null) return 'no error'
  return error instanceof ORPCError && error.defined ? String(error.code) : `undeclared: ${String(error)}`
}

/** Takes events until one fits; answers with all that came. */
export async function eventsUntil(
  window: TestWindow,
  fits: (event: Event) => boolean,
  afterReady: () => Promise<unknown> = async () => undefined,
): Promise<readonly Event[]> {
  const events: Event[] = []
  for await (const event of await window.client.events.subscribe({})) {
    events.push(event)
    if (event.type === 'ready') await afterReady()
    if (fits(event)) break
  }
  return events
}
