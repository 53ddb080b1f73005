import type { PartQueue } from '../partQueue.ts'
import type { ProviderRequest } from '../provider.ts'
import { faultOf, partsOf } from './answer.ts'
import { logFault, wireTo } from './asked.ts'
import type { Asked } from './asked.ts'
import { Fault } from './fault.ts'
import { shownWords } from './shownWords.ts'
import { wait } from './retryDelay.ts'
import type { Timeouts } from './timeouts.ts'

/** A busy provider is asked again at most this often. */
const mostRetries = 2

/** How long to wait before asking again, in milliseconds; null when that is of no use. */
function retryDelay(fault: Fault, retries: number, timeouts: Timeouts): number | null {
  if (!fault.busy || retries >= mostRetries) return null
  const delay = fault.delay ?? timeouts.firstRetry * 2 ** retries
  return delay > timeouts.longestRetry ? null : delay
}

/** Asks once. Answers with the fault of an attempt that failed. */
async function attempt(
  asked: Asked,
  request: ProviderRequest,
  parts: PartQueue,
  signal: AbortSignal,
): Promise<Fault | null> {
  const closing = new AbortController()
  const wire = wireTo(asked, AbortSignal.any([signal, closing.signal]), 'events')
  try {
    for await (const part of partsOf(asked.protocol.answer(request, wire.fetch), wire)) parts.push(part)
    return null
  } catch (error) {
    return error instanceof Fault ? error : faultOf(error, wire)
  } finally {
    closing.abort()
  }
}

/** Has an answer written into `parts`, asking again where the provider was only busy. Never rejects. */
export async function writeAnswer(
  asked: Asked,
  request: ProviderRequest,
  parts: PartQueue,
  signal: AbortSignal,
): Promise<void> {
  for (let retries = 0; ; retries += 1) {
    const fault = await attempt(asked, request, parts, signal)
    if (!fault || signal.aborted) return
    logFault(asked, fault)
    const delay = retryDelay(fault, retries, asked.timeouts)
    const details = shownWords(fault, asked.endpoint)
    if (delay === null)
      return parts.push({ type: 'error', code: fault.code, ...(details !== null && { details }) })
    parts.push({ type: 'retrying', retryAt: asked.now() + delay })
    await wait(delay, signal)
    if (signal.aborted) return
  }
}
