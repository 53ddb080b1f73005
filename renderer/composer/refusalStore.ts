import { create } from 'zustand'

interface RefusalState {
  /** Why the last message was not taken; null when it was. */
  readonly refusal: string | null
}

export const useRefusal = create<RefusalState>(() => ({ refusal: null }))

export function setRefusal(refusal: string | null): void {
  useRefusal.setState({ refusal })
}
