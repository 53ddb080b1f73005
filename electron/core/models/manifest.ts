import { z } from 'zod'
import type { LocalModelManifest } from '../../../shared/inference.ts'

const share = z.number().min(0).max(1)
const count = z.number().int().positive()

/** `confab.json` in the folder of a model. */
const schema = z.strictObject({
  name: z.string().trim().min(1).max(100),
  description: z.string().trim().max(300),
  task: z.enum(['text2text-generation', 'text-generation']),
  dtype: z.enum(['fp32', 'fp16', 'q8', 'q4']),
  prompt: z.enum(['last-message', 'instruction', 'chat-template']),
  contextTokens: count.max(10_000_000),
  maxNewTokens: count.max(1_000_000),
  sampling: z
    .strictObject({
      temperature: z.number().positive().max(5).exactOptional(),
      topK: count.max(1_000).exactOptional(),
      topP: share.exactOptional(),
      noRepeatNgramSize: count.max(100).exactOptional(),
    })
    .exactOptional(),
  gate: z
    .strictObject({ confidence: share, unknownShare: share, refusal: z.string().min(1).max(1_000) })
    .exactOptional(),
})

/** A manifest as it was read, or null when it is not one. */
export function parseManifest(content: unknown): LocalModelManifest | null {
  return schema.safeParse(content).data ?? null
}
