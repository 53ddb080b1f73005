import type { PreTrainedTokenizer } from '@huggingface/transformers'
import type { InferenceCommand, LocalModelManifest, PromptMessage } from '../../shared/inference.ts'
import { describeErrorWithoutMessage, InferenceFailure } from './failure.ts'
import { instructionText, longestFitting } from './prompt.ts'

type GenerateCommand = Extract<InferenceCommand, { type: 'generate' }>

function chatTokens(
  tokenizer: PreTrainedTokenizer,
  messages: readonly PromptMessage[],
  systemPrompt: string,
): readonly number[] {
  const system = systemPrompt === '' ? [] : [{ role: 'system', content: systemPrompt }]
  const chat = [...system, ...messages.map(({ role, text }) => ({ role, content: text }))]
  const options = { add_generation_prompt: true, return_tensor: false, return_dict: false } as const
  return tokenizer.apply_chat_template(chat, options)
}

function tokensOf(
  tokenizer: PreTrainedTokenizer,
  { prompt }: LocalModelManifest,
  messages: readonly PromptMessage[],
  systemPrompt: string,
): readonly number[] {
  switch (prompt) {
    case 'last-message':
      return tokenizer.encode(messages.at(-1)?.text ?? '')
    case 'instruction':
      return tokenizer.encode(instructionText(messages, systemPrompt))
    case 'chat-template':
      return chatTokens(tokenizer, messages, systemPrompt)
  }
}

function tooLong(limit: number): InferenceFailure {
  return new InferenceFailure('TOO_LONG', `the newest message has more than ${limit} tokens`)
}

/**
 * The tokens of what a model is asked: as much of the conversation as fits `limit` tokens.
 * @throws InferenceFailure `TOO_LONG` when the newest message alone does not fit, `GENERATION_FAILED` when the
 * tokenizer or the chat template fails
 */
export function promptTokens(
  tokenizer: PreTrainedTokenizer,
  manifest: LocalModelManifest,
  { messages, systemPrompt }: Pick<GenerateCommand, 'messages' | 'systemPrompt'>,
  limit: number,
): readonly number[] {
  const considered = manifest.prompt === 'last-message' ? messages.slice(-1) : messages
  let tokens: readonly number[] | null
  try {
    tokens = longestFitting(considered, limit, (ending) =>
      tokensOf(tokenizer, manifest, ending, systemPrompt),
    )
  } catch (error) {
    // A tokenizer runs out of stack over a single word of some hundred thousand letters.
    if (error instanceof RangeError) throw tooLong(limit)
    throw new InferenceFailure('GENERATION_FAILED', describeErrorWithoutMessage(error))
  }
  if (tokens) return tokens
  throw tooLong(limit)
}
