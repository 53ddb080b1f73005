import type { ModelId } from '../../shared/contract/base.ts'
import { NextRequest } from '../context/NextRequest.tsx'
import { BudgetLine } from '../usage/BudgetLine.tsx'

interface ComposerFootProps {
  readonly modelId: ModelId | null
  readonly draft: string
}

/** What the next request takes along and what is left to pay for it. */
export function ComposerFoot({ draft, modelId }: ComposerFootProps) {
  return (
    <div className="composer-foot">
      <NextRequest modelId={modelId} draft={draft} />
      <BudgetLine modelId={modelId} />
    </div>
  )
}
