import { soundModels } from '../listedModels.ts'
import type { ModelListing } from '../provider.ts'
import { faultOf } from './answer.ts'
import { logFault, wireTo } from './asked.ts'
import type { Asked } from './asked.ts'
import { shownWords } from './shownWords.ts'

const stopped: ModelListing = { models: [], problem: 'TIMED_OUT' }

async function list(asked: Asked, signal: AbortSignal): Promise<ModelListing> {
  const wire = wireTo(asked, signal, 'models')
  try {
    const models = soundModels(await asked.protocol.models(wire.fetch))
    return { models: models.toSorted((one, other) => (one.name < other.name ? -1 : 1)), problem: null }
  } catch (error) {
    if (signal.aborted) return stopped
    const fault = faultOf(error, wire)
    logFault(asked, fault)
    // Here it is not a model that is unknown but the list of them: the address is not one of this protocol.
    const problem = fault.code === 'MODEL_UNKNOWN' ? 'BAD_RESPONSE' : fault.code
    const details = shownWords(fault, asked.endpoint)
    return { models: [], problem, ...(details !== null && { details }) }
  }
}

/** The models of a provider, sorted by name. Asked once: who wants to know is told at once. Never rejects. */
export async function listModels(asked: Asked, signal: AbortSignal): Promise<ModelListing> {
  if (signal.aborted) return stopped
  const left = Promise.withResolvers<ModelListing>()
  const leave = (): void => left.resolve(stopped)
  signal.addEventListener('abort', leave, { once: true })
  try {
    return await Promise.race([list(asked, signal), left.promise])
  } finally {
    signal.removeEventListener('abort', leave)
  }
}
