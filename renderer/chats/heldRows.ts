import { createProfileStore } from '../state/profileState.ts'

/** The rows in which something is being typed: they exist also while they are scrolled out of sight. */
export const useHeldRows = createProfileStore<{ readonly keys: readonly string[] }>(() => ({ keys: [] }))

/** Holds a row; answers with what lets go of it. */
export function holdRow(key: string): () => void {
  useHeldRows.setState(({ keys }) => ({ keys: [...keys, key] }))
  return () => useHeldRows.setState(({ keys }) => ({ keys: keys.filter((held) => held !== key) }))
}
