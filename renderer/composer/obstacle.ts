import { bounds } from '../../shared/bounds.ts'
import type { ModelId } from '../../shared/contract/base.ts'

interface Circumstances {
  readonly modelId: ModelId | null
  readonly answering: boolean
  /** The budget does not cover another answer. */
  readonly spent: boolean
}

const numbers = new Intl.NumberFormat('en')

export const budgetSpent = 'The budget is spent. Top it up, then send; what you write stays here.'

/** Why a text cannot be sent now; null when nothing is in its way. */
export function obstacleTo(text: string, { answering, modelId, spent }: Circumstances): string | null {
  const over = text.length - bounds.messageText.max
  if (over > 0)
    return `Too long by ${numbers.format(over)} characters. Shorten it to ${numbers.format(bounds.messageText.max)}; nothing is lost meanwhile.`
  if (answering) return 'An answer is being written. Wait for its end or stop it, then send.'
  if (modelId === null) return 'Choose a model above first.'
  return spent ? budgetSpent : null
}
