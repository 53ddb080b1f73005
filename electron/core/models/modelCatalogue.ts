import path from 'node:path'
import { modelId as modelIdSchema, type ModelId } from '../../../shared/contract/base.ts'
import type { BrokenModel, Model } from '../../../shared/contract/models.ts'
import type { LocalModelManifest } from '../../../shared/inference.ts'
import { deriveManifest, hasOnnx } from './derivedManifest.ts'
import { parseManifest } from './manifest.ts'
import { foldersIn, liesInside, modelFiles } from './modelFiles.ts'

export interface FoundModel {
  /** Absolute path. */
  readonly folder: string
  readonly manifest: LocalModelManifest
  /** As it is shown. */
  readonly name: string
}

/** The local models: those that come with Confab, and those in the models folder. Read afresh at each call. */
export interface ModelCatalogue {
  /** Bundled models first, then by folder name. */
  list(): Promise<{ readonly models: Model[]; readonly broken: BrokenModel[] }>
  /** A model that can be used, or null. */
  find(modelId: ModelId): Promise<FoundModel | null>
}

export interface ModelCatalogueOptions {
  readonly bundledFolder: string
  /** It need not exist. */
  readonly modelsFolder: string
}

/** Where bundled models lie in `bundledFolder`, by the name in their id. */
const bundledModels: Readonly<Record<string, string>> = { starter: 'starter-model/model' }

const provider = 'local'

type Problem = BrokenModel['problem']

/** A model by the name of its folder, or what is wrong with it. */
async function readModel(folder: string, name: string): Promise<FoundModel | Problem> {
  const files = modelFiles(folder)
  if (!(await files.has('config.json'))) return 'no-config'
  const manifest = (await files.has('confab.json'))
    ? (parseManifest(await files.json('confab.json')) ?? 'bad-manifest')
    : await deriveManifest(name, files)
  if (typeof manifest === 'string') return manifest
  if (!(await hasOnnx(files, manifest.task, manifest.dtype))) return 'no-onnx'
  if (!(await files.has('tokenizer.json')) || !(await files.has('tokenizer_config.json'))) {
    return 'no-tokenizer'
  }
  return { folder, manifest, name: manifest.name }
}

function idOf(name: string): ModelId | null {
  return modelIdSchema.safeParse(`${provider}:${name}`).data ?? null
}

export function createModelCatalogue(options: ModelCatalogueOptions): ModelCatalogue {
  const { bundledFolder, modelsFolder } = options

  async function readInstalled(name: string): Promise<FoundModel | Problem> {
    const folder = path.join(modelsFolder, name)
    const usable = idOf(name) !== null && !Object.hasOwn(bundledModels, name)
    if (!usable || !(await liesInside(modelsFolder, folder))) return 'bad-name'
    return readModel(folder, name)
  }

  function readBundled(name: string, place: string): Promise<FoundModel | Problem> {
    return readModel(path.join(bundledFolder, place), name)
  }

  return {
    async list() {
      const models: Model[] = []
      const broken: BrokenModel[] = []
      function add(name: string, found: FoundModel | Problem, bundled: boolean): void {
        const id = idOf(name)
        if (typeof found === 'string') broken.push({ folder: name, problem: found })
        else if (id) {
          const { description, contextTokens } = found.manifest
          models.push({
            id,
            name: found.name,
            description,
            bundled,
            connectionId: null,
            contextTokens,
            accepts: ['text'],
          })
        }
      }
      for (const [name, place] of Object.entries(bundledModels))
        add(name, await readBundled(name, place), true)
      for (const name of await foldersIn(modelsFolder)) add(name, await readInstalled(name), false)
      return { models, broken }
    },

    async find(modelId) {
      const [kind, ...rest] = modelId.split(':')
      const name = rest.join(':')
      if (kind !== provider || idOf(name) !== modelId) return null
      const place = Object.hasOwn(bundledModels, name) ? bundledModels[name] : undefined
      const found = await (place === undefined ? readInstalled(name) : readBundled(name, place))
      return typeof found === 'string' ? null : found
    },
  }
}
