import { describeError, InferenceFailure } from './failure.ts'
import { loadModel, type LoadedModel, type WantedModel } from './loadModel.ts'

/** Holds the one model that is in memory. Its calls must not overlap. */
export interface ModelHolder {
  /**
   * Works with a model, which is loaded first unless it is there already; another one is unloaded before.
   * @throws InferenceFailure as `loadModel` does; and whatever `work` throws
   */
  use<Result>(wanted: WantedModel, work: (model: LoadedModel) => Promise<Result>): Promise<Result>
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

  async function obtain({ folder, manifest, threads }: WantedModel): Promise<LoadedModel> {
    const key = JSON.stringify([folder, manifest.task, manifest.dtype, threads])
    if (loaded?.key === key) return loaded.model
    await unload()
    const model = await loadModel({ folder, manifest, threads })
    loaded = { key, model }
    return model
  }

  return {
    use: async (wanted, work) => work(await obtain(wanted)),
    loadedFolder: () => loaded?.model.folder ?? null,
  }
}
