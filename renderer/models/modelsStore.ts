import type { ModelId } from '../../shared/contract/base.ts'
import type { BrokenModel, Model } from '../../shared/contract/models.ts'
import { call } from '../connection/call.ts'
import { createProfileStore } from '../state/profileState.ts'

interface ModelsState {
  readonly models: readonly Model[]
  readonly broken: readonly BrokenModel[]
  /** Absolute path of the folder into which a person may put others; empty until it is known. */
  readonly modelsFolder: string
}

const nothing: ModelsState = { models: [], broken: [], modelsFolder: '' }

export const useModels = createProfileStore<ModelsState>(() => nothing)

export async function fetchModels(): Promise<void> {
  useModels.setState(await call((client) => client.models.list({})))
}

export function modelOf(models: readonly Model[], id: ModelId | null): Model | null {
  return models.find((model) => model.id === id) ?? null
}
