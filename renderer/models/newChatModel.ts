import type { ModelId } from '../../shared/contract/base.ts'
import { isForeign } from '../../shared/foreignModels.ts'
import { useConversation } from '../conversation/conversationStore.ts'
import { usePreferences } from '../preferences/preferencesStore.ts'
import { createProfileStore } from '../state/profileState.ts'

interface NewChatModelState {
  /** Chosen for the new chat at `place`; any other new chat starts with the preference. */
  readonly chosen: { readonly place: number; readonly modelId: ModelId } | null
}

const useNewChatModel = createProfileStore<NewChatModelState>(() => ({ chosen: null }), 'profile')

export function setNewChatModel(modelId: ModelId): void {
  useNewChatModel.setState({ chosen: { place: useConversation.getState().place, modelId } })
}

/** The model that the next message goes to; null until it is known. */
export function useChosenModel(): ModelId | null {
  const isNew = useConversation((state) => state.currentId === null)
  const place = useConversation((state) => state.place)
  const ofConversation = useConversation(
    (state) => state.chosenModelId ?? state.open?.conversation.modelId ?? null,
  )
  const chosen = useNewChatModel((state) => state.chosen)
  const preferred = usePreferences((state) => state.preferences?.modelId ?? null)
  // A chat of another program goes on with the model that new chats have.
  if (!isNew) return ofConversation !== null && isForeign(ofConversation) ? preferred : ofConversation
  return chosen?.place === place ? chosen.modelId : preferred
}
