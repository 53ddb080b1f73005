import { precision, type Precision, type Repository } from '../../../shared/contract/downloads.ts'
import type { LocalModelManifest } from '../../../shared/inference.ts'
import { deriveManifest, hasOnnx } from '../models/derivedManifest.ts'
import type { ModelFiles } from '../models/modelFiles.ts'
import { DownloadFault } from './downloadFault.ts'
import type { Hub, HubFile } from './hub.ts'

/** What a model consists of in one precision. */
export interface PlannedVariant {
  readonly precision: Precision
  readonly bytes: number
  readonly files: readonly HubFile[]
}

export interface ModelPlan {
  /** As the catalogue would describe the model, name left to the caller. */
  readonly manifest: LocalModelManifest
  /** Smallest first; at least one. */
  readonly variants: readonly PlannedVariant[]
}

const needed = ['config.json', 'tokenizer.json', 'tokenizer_config.json']
const useful = ['generation_config.json', 'special_tokens_map.json', 'chat_template.jinja']

/** The names of the ONNX files of a precision: exactly those that the catalogue will look for. */
async function onnxNames(task: LocalModelManifest['task'], wanted: Precision): Promise<readonly string[]> {
  const names: string[] = []
  const recorder: ModelFiles = {
    has: (file) => Promise.resolve(names.push(file) > 0),
    json: () => Promise.resolve(undefined),
  }
  await hasOnnx(recorder, task, wanted)
  return names
}

/** Weights that do not fit the graph's own file lie beside it: `model.onnx_data`, `model.onnx_data_1` and so on. */
function weightsOf(graph: string, files: readonly HubFile[]): readonly HubFile[] {
  const beside = files.filter(({ path }) => path.startsWith(`${graph}_data`))
  return beside.filter(({ path }) => /^(?:_\d{1,3})?$/u.test(path.slice(`${graph}_data`.length)))
}

async function variantOf(
  byPath: ReadonlyMap<string, HubFile>,
  task: LocalModelManifest['task'],
  wanted: Precision,
): Promise<PlannedVariant | null> {
  const all = [...byPath.values()]
  const texts = [...needed, ...useful].flatMap((name) => byPath.get(name) ?? [])
  const graphs = (await onnxNames(task, wanted)).map((name) => byPath.get(name))
  if (graphs.includes(undefined)) return null
  const weights = graphs.flatMap((graph) => (graph ? [graph, ...weightsOf(graph.path, all)] : []))
  const files = [...texts, ...weights]
  return { precision: wanted, files, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) }
}

/**
 * What can be downloaded of a model. The hub's list is only looked up in, by the names that the catalogue knows: no
 * name that the hub makes up becomes a path of this machine.
 * @throws DownloadFault `no-config`, `unsupported-task`, `no-onnx`, `no-tokenizer`, or what the hub throws
 */
export async function planModel(hub: Hub, repository: Repository, signal: AbortSignal): Promise<ModelPlan> {
  const files = await hub.files(repository, signal)
  const byPath = new Map(files.map((file) => [file.path, file]))
  const listed: ModelFiles = {
    has: (file) => Promise.resolve(byPath.has(file)),
    json: (file) => (byPath.has(file) ? hub.json(repository, file, signal) : Promise.resolve(undefined)),
  }
  const manifest = await deriveManifest(repository, listed)
  if (typeof manifest === 'string') throw new DownloadFault(manifest)
  if (needed.some((name) => !byPath.has(name))) throw new DownloadFault('no-tokenizer')
  const variants: PlannedVariant[] = []
  for (const wanted of precision.options) {
    const found = await variantOf(byPath, manifest.task, wanted)
    if (found) variants.push(found)
  }
  return { manifest, variants: variants.toSorted((one, other) => one.bytes - other.bytes) }
}
