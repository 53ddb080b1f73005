import type { InferenceCommand, LocalModelManifest } from '../../../../shared/inference.ts'
import type { ChatParameters } from '../../../../shared/parameters.ts'
import type { ProviderRequest } from '../provider.ts'

type Question = Omit<Extract<InferenceCommand, { type: 'generate' }>, 'type' | 'requestId' | 'folder'>

/** A model with a gate was tuned to be asked in one way alone; any other takes what the chat asks for. */
function withParameters(manifest: LocalModelManifest, parameters: ChatParameters): LocalModelManifest {
  if (manifest.gate) return manifest
  const { temperature, topP, topK, maxTokens } = parameters
  const sampling = {
    ...manifest.sampling,
    // A temperature of nothing is the likeliest word each time, which is what no sampling means.
    ...(temperature !== undefined && temperature > 0 && { temperature }),
    ...(topP !== undefined && { topP }),
    ...(topK !== undefined && { topK }),
  }
  const greedy = { noRepeatNgramSize: manifest.sampling?.noRepeatNgramSize ?? 0 }
  return {
    ...manifest,
    sampling: temperature === 0 ? greedy : sampling,
    maxNewTokens: maxTokens ?? manifest.maxNewTokens,
  }
}

/** What is asked of a person's model to go on with an answer that was cut. */
const goOn = {
  role: 'user',
  text: 'Go on exactly where your answer ended. Do not repeat any of it.',
} as const

/** A request as the inference child is asked it. */
export function localQuestion(manifest: LocalModelManifest, request: ProviderRequest): Question {
  const { messages, systemPrompt, parameters, local } = request
  return {
    manifest: withParameters(manifest, parameters),
    systemPrompt,
    threads: local?.threads ?? 0,
    messages: messages.at(-1)?.role === 'assistant' ? [...messages, goOn] : messages,
  }
}
