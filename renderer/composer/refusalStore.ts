import { createProfileStore } from '../state/profileState.ts'

interface RefusalState {
  /** Why the last message was not taken; null when it was. */
  readonly refusal: string | null
  /** It was not taken because an answer was being written: what is said of that is true until the answer ends. */
  readonly answerRunning: boolean
}

export const useRefusal = createProfileStore<RefusalState>(() => ({ refusal: null, answerRunning: false }))

export function setRefusal(refusal: string | null, answerRunning = false): void {
  useRefusal.setState({ refusal, answerRunning })
}

/** No answer is being written any more. */
export function forgetAnswerRunning(): void {
  if (useRefusal.getState().answerRunning) setRefusal(null)
}
