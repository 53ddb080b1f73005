import { z } from 'zod'
import type { LocalModelManifest } from '../../../shared/inference.ts'
import type { ModelFiles } from './modelFiles.ts'

type Task = LocalModelManifest['task']
type Dtype = LocalModelManifest['dtype']

/** Architectures of `config.json` (`model_type`) that turn one text into another, as transformers.js runs them. */
const textToText = new Set('t5 mt5 longt5 bart mbart blenderbot blenderbot-small m2m_100 marian'.split(' '))
/** Those of them that share the settings of T5. */
const t5Family = new Set('t5 mt5 longt5'.split(' '))
/** Architectures that continue a text. */
const causal = new Set(
  (
    'gpt2 gpt_neo gpt_neox gptj gpt_bigcode gpt_oss bloom codegen llama mistral ministral ministral3 qwen2 ' +
    'qwen2_moe qwen3 qwen3_moe gemma gemma2 gemma3_text phi phi3 smollm3 olmo olmo2 olmo3 mobilellm granite ' +
    'cohere cohere2 falcon opt mpt stablelm starcoder2 lfm2 exaone helium glm arcee apertus nanochat ernie4_5'
  ).split(' '),
)

/** From the one that is preferred when a folder has several, with the ending of its files. */
const suffixes: readonly (readonly [Dtype, string])[] = [
  ['q8', '_quantized'],
  ['q4', '_q4'],
  ['fp16', '_fp16'],
  ['fp32', ''],
]

const fileNames: Readonly<Record<Task, readonly string[]>> = {
  'text2text-generation': ['encoder_model', 'decoder_model_merged'],
  'text-generation': ['model'],
}

/** Used where a model does not say how much it can read. */
const usualContextTokens = 512
const usualMaxNewTokens = 256

const length = z.number().int().positive().max(10_000_000).optional().catch(undefined)
const config = z.object({ model_type: z.string(), n_positions: length, max_position_embeddings: length })
const withChatTemplate = z.object({ chat_template: z.union([z.string(), z.array(z.unknown())]) })

/** The task of an architecture, or null when it has none that we can use. */
function taskOf(modelType: string): Task | null {
  if (textToText.has(modelType)) return 'text2text-generation'
  return causal.has(modelType) ? 'text-generation' : null
}

/** Whether the files of a precision are all there. */
export async function hasOnnx(files: ModelFiles, task: Task, dtype: Dtype): Promise<boolean> {
  const suffix = suffixes.find(([known]) => known === dtype)?.[1] ?? ''
  for (const name of fileNames[task]) {
    if (!(await files.has(`onnx/${name}${suffix}.onnx`))) return false
  }
  return true
}

async function bestDtype(files: ModelFiles, task: Task): Promise<Dtype | null> {
  for (const [dtype] of suffixes) {
    if (await hasOnnx(files, task, dtype)) return dtype
  }
  return null
}

async function promptOf(files: ModelFiles, task: Task): Promise<LocalModelManifest['prompt']> {
  if (task === 'text2text-generation') return 'instruction'
  // Newer models keep their template in a file of its own, which transformers.js reads too.
  if (await files.has('chat_template.jinja')) return 'chat-template'
  const described = withChatTemplate.safeParse(await files.json('tokenizer_config.json'))
  return described.success ? 'chat-template' : 'instruction'
}

/**
 * A manifest for a model that comes without `confab.json`, from what its files say. A causal model without a chat
 * template is asked like one that follows instructions.
 */
export async function deriveManifest(
  name: string,
  files: ModelFiles,
): Promise<LocalModelManifest | 'no-config' | 'unsupported-task' | 'no-onnx'> {
  const described = config.safeParse(await files.json('config.json'))
  if (!described.success) return 'no-config'
  const {
    model_type: modelType,
    n_positions: positions,
    max_position_embeddings: embeddings,
  } = described.data
  const task = taskOf(modelType)
  if (!task) return 'unsupported-task'
  const dtype = await bestDtype(files, task)
  if (!dtype) return 'no-onnx'
  return {
    name,
    description: `A model of type ${modelType} that was put into the models folder.`,
    task,
    dtype,
    prompt: await promptOf(files, task),
    contextTokens: positions ?? embeddings ?? usualContextTokens,
    ...(t5Family.has(modelType)
      ? { maxNewTokens: 100, sampling: { noRepeatNgramSize: 2, topK: 50, topP: 0.9 } }
      : { maxNewTokens: usualMaxNewTokens }),
  }
}
