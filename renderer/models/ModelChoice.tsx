import type { ModelId } from '../../shared/contract/base.ts'
import { setModel } from '../conversation/answerActions.ts'
import { useConversation } from '../conversation/conversationStore.ts'
import { ModelSelect } from './ModelSelect.tsx'
import { setNewChatModel, useChosenModel } from './newChatModel.ts'

/** Which model the next message goes to. */
export function ModelChoice() {
  const isNew = useConversation((state) => state.currentId === null)
  const chosenId = useChosenModel()

  function choose(id: ModelId): void {
    if (isNew) setNewChatModel(id)
    else void setModel(id)
  }

  return <ModelSelect label="Model" className="model-choice" chosenId={chosenId} onChoose={choose} />
}
