/**
 * While messages are being fetched, events go on arriving. They are recorded from before the request until its
 * answer is there and applied to that answer too: text that it holds already is cut off by its offset.
 */
import { onEndOf } from '../state/profileState.ts'
import type { AnswerEvent } from './answerText.ts'

const recorders = new Set<AnswerEvent[]>()
onEndOf('session', () => recorders.clear())

export function recordEvents(events: readonly AnswerEvent[]): void {
  for (const recorder of recorders) recorder.push(...events)
}

/** Runs a fetch and answers with what it brought and the events that arrived meanwhile. */
export async function withRecordedEvents<Output>(
  fetch: () => Promise<Output>,
): Promise<{ readonly fetched: Output; readonly events: readonly AnswerEvent[] }> {
  const events: AnswerEvent[] = []
  recorders.add(events)
  try {
    return { fetched: await fetch(), events }
  } finally {
    recorders.delete(events)
  }
}
