import { z } from 'zod'
import { connectionId, empty, modelId, signedIn } from './base.ts'

export const model = z.strictObject({
  id: modelId,
  name: z.string(),
  /** One line on what it is. */
  description: z.string(),
  /** It comes with Confab. */
  bundled: z.boolean(),
  /** Who serves it; null for a model on this machine. */
  connectionId: connectionId.nullable(),
  /** How many tokens it reads at once, where that is known. */
  contextTokens: z.number().int().positive().nullable(),
  /** What it can be given, for example `text` and `image`, where that is known. */
  accepts: z.array(z.string().max(32)).max(16).nullable(),
})
export type Model = z.infer<typeof model>

/** A folder among the models that cannot be used, and what is wrong with it. */
export const brokenModel = z.strictObject({
  folder: z.string(),
  problem: z.enum(['no-config', 'no-onnx', 'no-tokenizer', 'bad-manifest', 'unsupported-task', 'bad-name']),
})
export type BrokenModel = z.infer<typeof brokenModel>

export const modelsContract = {
  /** The models that can be picked, read afresh, and the folder into which a person may put others. */
  list: signedIn
    .input(empty)
    .output(
      z.strictObject({ models: z.array(model), broken: z.array(brokenModel), modelsFolder: z.string() }),
    ),
}
