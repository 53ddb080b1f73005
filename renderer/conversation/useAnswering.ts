import { runningAnswerOf } from './answerActions.ts'
import { useConversation } from './conversationStore.ts'

/** Whether an answer is being written in the conversation that is shown, wherever in it. */
export function useAnswering(): boolean {
  return useConversation((state) => runningAnswerOf(state.open) !== null)
}
