import { readdir, stat } from 'node:fs/promises'
import { availableParallelism, totalmem } from 'node:os'
import path from 'node:path'
import type { PreTrainedModel, PreTrainedTokenizer } from '@huggingface/transformers'
import type { InferenceCommand } from '../../shared/inference.ts'
import { describeError, InferenceFailure } from './failure.ts'
import { loadLibrary, type Library } from './library.ts'

/** A model in memory. */
export interface LoadedModel {
  readonly folder: string
  readonly library: Library
  readonly tokenizer: PreTrainedTokenizer
  readonly model: PreTrainedModel
}

/**
 * Half of the processors, at most four: the window, the core and the rest of the machine have to go on. On two
 * processors a second thread made an answer of flan-t5-small no faster (113 against 119 tokens/s), and threads
 * that spin while they wait made it a third slower.
 */
function sessionOptions(threads: number): object {
  const usual = Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2)))
  return {
    intraOpNumThreads: threads === 0 ? usual : Math.min(threads, availableParallelism()),
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  }
}

/** What is to be in memory. */
export type WantedModel = Pick<
  Extract<InferenceCommand, { type: 'generate' }>,
  'folder' | 'manifest' | 'threads'
>

/** What the weights of a model take in memory at the least, in bytes: as much as on the disk. */
async function weightBytes(folder: string): Promise<number> {
  const names = await readdir(path.join(folder, 'onnx'))
  const sizes = await Promise.all(
    names.map(async (name) => (await stat(path.join(folder, 'onnx', name))).size),
  )
  return Math.max(0, ...sizes)
}

/**
 * Why the library could not load a model, by what it says: it has no codes. onnxruntime speaks of protobuf and of
 * `bad_alloc`, transformers.js of a model type that is not supported.
 */
function loadFailure(error: unknown): InferenceFailure {
  const detail = describeError(error)
  if (/protobuf|parsing failed|unexpected end|JSON|corrupt|invalid model/iu.test(detail)) {
    return new InferenceFailure('MODEL_DAMAGED', detail)
  }
  if (
    /unsupported model type|not supported|not implemented|could not find an implementation/iu.test(detail)
  ) {
    return new InferenceFailure('MODEL_UNSUPPORTED', detail)
  }
  if (/bad_alloc|out of memory|allocation|failed to allocate/iu.test(detail)) {
    return new InferenceFailure('MODEL_TOO_LARGE', detail)
  }
  return new InferenceFailure('MODEL_LOAD_FAILED', detail)
}

/**
 * Loads a model from its folder.
 * @throws InferenceFailure `MODEL_DAMAGED`, `MODEL_UNSUPPORTED`, `MODEL_TOO_LARGE`, else `MODEL_LOAD_FAILED`
 */
export async function loadModel({ folder, manifest, threads }: WantedModel): Promise<LoadedModel> {
  if ((await weightBytes(folder).catch(() => 0)) > totalmem()) {
    throw new InferenceFailure(
      'MODEL_TOO_LARGE',
      'a file of its weights is larger than the memory of this machine',
    )
  }
  try {
    const library = await loadLibrary()
    const Model =
      manifest.task === 'text2text-generation' ? library.AutoModelForSeq2SeqLM : library.AutoModelForCausalLM
    const tokenizer = await library.AutoTokenizer.from_pretrained(folder)
    const options = { dtype: manifest.dtype, session_options: sessionOptions(threads) }
    const model: PreTrainedModel = await Model.from_pretrained(folder, options)
    return { folder, library, tokenizer, model }
  } catch (error) {
    throw loadFailure(error)
  }
}
