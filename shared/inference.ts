/**
 * What the core and the inference child say to each other. One answer is written at a time: the core keeps the
 * queue, so the child needs none. Messages travel by structured clone (`child_process` with advanced
 * serialization, or `utilityProcess`).
 */

/** What is said of a model in its folder's `confab.json`, checked by the core before the child is asked. */
export interface LocalModelManifest {
  readonly name: string
  readonly description: string
  readonly task: 'text2text-generation' | 'text-generation'
  /** The precision whose ONNX files are loaded; it names their suffix (`q8` is `_quantized`). */
  readonly dtype: 'fp32' | 'fp16' | 'q8' | 'q4'
  /** How the prompt is made: from the newest message alone, as a text of the last exchanges, or by the chat template. */
  readonly prompt: 'last-message' | 'instruction' | 'chat-template'
  /** How many tokens the model can read at once, answer included for `text-generation`. */
  readonly contextTokens: number
  readonly maxNewTokens: number
  /** Settings of sampling; greedy when left out. */
  readonly sampling?: {
    readonly temperature?: number
    readonly topK?: number
    readonly topP?: number
    readonly noRepeatNgramSize?: number
  }
  /** For a model that should rather refuse than guess. */
  readonly gate?: {
    /** The answer is replaced when its smallest top-1 probability is below this (0 to 1). */
    readonly confidence: number
    /** The answer is replaced when more than this share (0 to 1) of the input's pieces is unknown to the tokenizer. */
    readonly unknownShare: number
    /** What is answered instead. */
    readonly refusal: string
  }
}

export interface PromptMessage {
  readonly role: 'user' | 'assistant'
  readonly text: string
}

export type InferenceCommand =
  | {
      readonly type: 'generate'
      readonly requestId: number
      /** Absolute path of the model's folder. */
      readonly folder: string
      readonly manifest: LocalModelManifest
      /** How many threads of the processor work on an answer; 0 leaves it to us. */
      readonly threads: number
      /** How the model should behave; empty for nothing. A model that reads the newest message alone ignores it. */
      readonly systemPrompt: string
      /** Oldest first; the last one is the person's. */
      readonly messages: readonly PromptMessage[]
    }
  | { readonly type: 'stop'; readonly requestId: number }

export type InferenceErrorCode =
  | 'MODEL_LOAD_FAILED'
  | 'MODEL_DAMAGED'
  | 'MODEL_UNSUPPORTED'
  | 'MODEL_TOO_LARGE'
  | 'GENERATION_FAILED'
  | 'TOO_LONG'

export type InferenceEvent =
  | { readonly type: 'text'; readonly requestId: number; readonly text: string }
  | {
      readonly type: 'end'
      readonly requestId: number
      /** `stop`: the model ended it; `length`: the limit of new tokens; `aborted`: a `stop` command. */
      readonly reason: 'stop' | 'length' | 'aborted'
      readonly inputTokens: number
      readonly outputTokens: number
    }
  | {
      readonly type: 'error'
      readonly requestId: number
      readonly code: InferenceErrorCode
      /** For the log. Never text of a conversation. */
      readonly detail: string
    }
