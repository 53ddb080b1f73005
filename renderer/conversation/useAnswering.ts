import { runningAnswer } from './answerActions.ts'
import { useConversation } from './conversationStore.ts'

/** Whether an answer is being written in the conversation that is shown. */
export function useAnswering(): boolean {
  return useConversation((state) => (state.open ? runningAnswer(state.open.messages) !== null : false))
}
