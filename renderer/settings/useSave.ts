import { useRef, useState } from 'react'
import type { Preferences } from '../../shared/contract/preferences.ts'
import { failureOf } from '../errors/failure.ts'
import { sentenceOf } from '../errors/sentences.ts'
import { updatePreferences } from '../preferences/preferencesStore.ts'

export interface SaveState {
  readonly kind: 'saved' | 'problem' | 'doing'
  readonly text: string
  /** What a provider said of a problem, in its own words. */
  readonly details?: string | null
}

/** Saves a preference and says how it went. Of several in a row, what is said is about the last. */
export function useSave(): readonly [SaveState | null, (change: Partial<Preferences>) => void] {
  const [state, setState] = useState<SaveState | null>(null)
  const latest = useRef(0)
  function save(change: Partial<Preferences>): void {
    latest.current += 1
    const number = latest.current
    setState(null)
    updatePreferences(change).then(
      () => number === latest.current && setState({ kind: 'saved', text: 'Saved' }),
      (error: unknown) =>
        number === latest.current && setState({ kind: 'problem', text: sentenceOf(failureOf(error)) }),
    )
  }
  return [state, save]
}
