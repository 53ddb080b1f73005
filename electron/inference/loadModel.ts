import { availableParallelism } from 'node:os'
import type { PreTrainedModel, PreTrainedTokenizer } from '@huggingface/transformers'
import type { LocalModelManifest } from '../../shared/inference.ts'
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
function sessionOptions(): object {
  return {
    intraOpNumThreads: Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2))),
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  }
}

/** @throws InferenceFailure `MODEL_LOAD_FAILED` */
export async function loadModel(folder: string, manifest: LocalModelManifest): Promise<LoadedModel> {
  try {
    const library = await loadLibrary()
    const Model =
      manifest.task === 'text2text-generation' ? library.AutoModelForSeq2SeqLM : library.AutoModelForCausalLM
    const tokenizer = await library.AutoTokenizer.from_pretrained(folder)
    const options = { dtype: manifest.dtype, session_options: sessionOptions() }
    const model: PreTrainedModel = await Model.from_pretrained(folder, options)
    return { folder, library, tokenizer, model }
  } catch (error) {
    throw new InferenceFailure('MODEL_LOAD_FAILED', describeError(error))
  }
}
