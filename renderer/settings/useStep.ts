import { useRef, useState } from 'react'
import type { CallFailure } from '../errors/callFailure.ts'
import { failureOf } from '../errors/failure.ts'
import { sentenceOf } from '../errors/sentences.ts'
import type { SaveState } from './useSave.ts'

interface Step {
  readonly state: SaveState | null
  readonly busy: boolean
  /** Runs a step that answers with how it went; one that rejects is said in the words of its failure. */
  run(doing: string, step: () => Promise<SaveState>): void
}

function problemOf(failure: CallFailure): SaveState {
  const details = failure.code === 'PROVIDER_FAILED' ? failure.data.details : null
  return { kind: 'problem', text: sentenceOf(failure), details }
}

/** Something that takes a while and then says how it went. A second one is not started meanwhile. */
export function useStep(): Step {
  const [state, setState] = useState<SaveState | null>(null)
  const [busy, setBusy] = useState(false)
  const running = useRef(false)

  function run(doing: string, step: () => Promise<SaveState>): void {
    if (running.current) return
    running.current = true
    setBusy(true)
    setState({ kind: 'doing', text: doing })
    void step()
      .catch((error: unknown) => problemOf(failureOf(error)))
      .then(setState)
      .finally(() => {
        running.current = false
        setBusy(false)
      })
  }

  return { state, busy, run }
}
