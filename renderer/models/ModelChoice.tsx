import type { ModelId } from '../../shared/contract/base.ts'
import { setModel } from '../conversation/answerActions.ts'
import { useConversation } from '../conversation/conversationStore.ts'
import { modelOf, useModels } from './modelsStore.ts'
import { setNewChatModel, useChosenModel } from './newChatModel.ts'

/** Which model the next message goes to. */
export function ModelChoice() {
  const models = useModels((state) => state.models)
  const isNew = useConversation((state) => state.currentId === null)
  const chosenId = useChosenModel()
  const chosen = modelOf(models, chosenId)

  function choose(id: string): void {
    const model = models.find((candidate) => candidate.id === id)
    if (!model) return
    if (isNew) setNewChatModel(model.id)
    else void setModel(model.id)
  }

  return (
    <select
      className="model-choice"
      aria-label="Model"
      title={chosen?.description ?? 'This model is not there any more'}
      value={chosenId ?? ''}
      onChange={(event) => choose(event.target.value)}
    >
      {chosenId && !chosen && <option value={chosenId}>{missingName(chosenId)}</option>}
      {models.map((model) => (
        <option key={model.id} value={model.id} title={model.description}>
          {model.name}
        </option>
      ))}
    </select>
  )
}

function missingName(id: ModelId): string {
  return `${id.slice(id.indexOf(':') + 1)} (missing)`
}
