import type { ModelId } from './contract/base.ts'

/** What stands for the model of an imported chat that cannot be asked here under the name that the export gives. */
export const foreignModels = { chatgpt: 'openai:unknown', claude: 'server-00000000:claude' } as const

/** Whether a model is only the name of one that answered in another program. */
export function isForeign(id: ModelId): boolean {
  return id === foreignModels.chatgpt || id === foreignModels.claude
}
