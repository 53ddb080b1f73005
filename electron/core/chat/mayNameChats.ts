import type { ModelId } from '../../../shared/contract/base.ts'
import type { Preferences } from '../../../shared/contract/preferences.ts'
import { providerKindOf } from '../../../shared/parameters.ts'
import type { ModelCatalogue } from '../models/modelCatalogue.ts'

/**
 * Whether a model may be asked for the title of a chat: the profile wants titles, and the model is one that follows
 * an instruction, over the network where that address is allowed or on this machine with a chat template.
 */
export async function mayNameChats(
  { modelTitles }: Preferences,
  local: Pick<ModelCatalogue, 'find'>,
  modelId: ModelId,
  mayAskOverNetwork: () => Promise<boolean>,
): Promise<boolean> {
  if (!modelTitles) return false
  if (providerKindOf(modelId) !== 'local') return mayAskOverNetwork()
  return (await local.find(modelId))?.manifest.prompt === 'chat-template'
}
