import type { ModelId } from '../../shared/contract/base.ts'
import { useModels } from '../models/modelsStore.ts'
import { namedModel } from '../models/modelNames.ts'
import { openChatSetup } from '../chatSettings/chatSetupStore.ts'
import { contextReason, contextText, contextWarning, isTooLong, newestOnlyText } from './contextTexts.ts'
import { useNextContext } from './useNextContext.ts'

interface NextRequestProps {
  readonly modelId: ModelId | null
  readonly draft: string
}

/** What the next request takes along: so many messages and tokens. It leads to where that is chosen. */
export function NextRequest({ draft, modelId }: NextRequestProps) {
  const next = useNextContext(modelId, draft)
  const models = useModels((state) => state.models)
  if (!next || modelId === null || (next.cut === 'none' && next.tokens === 0)) return null
  const { name } = namedModel(models, modelId)
  const reason = contextReason(next, name)
  const only = newestOnlyText(next, name)
  const warning = contextWarning(next, name)
  return (
    <>
      <button
        type="button"
        className="next-request"
        data-problem={isTooLong(next) || undefined}
        title={reason}
        aria-describedby="next-request-reason"
        onClick={() => openChatSetup()}
      >
        Next: {contextText(next)}
        {only && <span> · {only}</span>}
      </button>
      <span id="next-request-reason" hidden>
        {reason}
      </span>
      {warning && (
        <p className="next-warning" data-problem={isTooLong(next) || undefined}>
          {warning}
        </p>
      )}
    </>
  )
}
