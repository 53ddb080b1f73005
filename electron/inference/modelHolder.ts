import type { LocalModelManifest } from '../../shared/inference.ts'
import { describeError, InferenceFailure } from './failure.ts'
import { loadModel, type LoadedModel } from './loadModel.ts'

/** Holds the one model that is in memory. Its calls must not overlap. */
export interface ModelHolder {
  /**
   * Works with a model, which is loaded first unless it is there already; another one is unloaded before.
   * @throws InferenceFailure `MODEL_LOAD_FAILED`; and whatever `work` throws
   */
  use<Result>(
    folder: string,
    manifest: LocalModelManifest,
    work: (model: LoadedModel) => Promise<Result>,
  ): Promise<Result>
  /** The folder of the model in memory, or null. */
  loadedFolder(): string | null
}

export function createModelHolder(): ModelHolder {
  let loaded: { readonly key: string; readonly model: LoadedModel } | null = null

  /** @throws InferenceFailure `MODEL_LOAD_FAILED` */
  async function unload(): Promise<void> {
    const last = loaded
    loaded = null
    try {
      await last?.model.model.dispose()
    } catch (error) {
      throw new InferenceFailure('MODEL_LOAD_FAILED', `the model before: ${describeError(error)}`)
    }
  }

  async function obtain(folder: string, manifest: LocalModelManifest): Promise<LoadedModel> {
    const key = JSON.stringify([folder, manifest.task, manifest.dtype])
    if (loaded?.key === key) return loaded.model
    await unload()
    const model = await loadModel(folder, manifest)
    loaded = { key, model }
    return model
  }

  return {
    use: async (folder, manifest, work) => work(await obtain(folder, manifest)),
    loadedFolder: () => loaded?.model.folder ?? null,
  }
}
