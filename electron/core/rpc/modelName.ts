import type { ModelId } from '../../../shared/contract/base.ts'
import { providerKindOf } from '../../../shared/parameters.ts'
import { CallError } from '../callError.ts'
import { profileOf, type CallContext } from './context.ts'

/** What a model is called, here or by its provider. @throws CallError `MODEL_NOT_FOUND` */
export async function modelNameOf(context: CallContext, modelId: ModelId): Promise<string> {
  const isLocal = providerKindOf(modelId) === 'local'
  const name = isLocal
    ? ((await context.models.find(modelId))?.name ?? null)
    : await profileOf(context).connections.modelName(modelId)
  if (name === null) throw new CallError('MODEL_NOT_FOUND')
  return name
}
