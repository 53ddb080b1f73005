import type { ImportProgress, ImportReport } from '../../../shared/contract/imports.ts'
import { createProfileStore } from '../../state/profileState.ts'

/** The import of this window: it goes on when the settings are closed, and its report waits there. */
export type ImportState =
  | { readonly phase: 'none' }
  | {
      readonly phase: 'running'
      readonly name: string
      /** Bytes. */
      readonly size: number
      readonly read: number
      readonly progress: ImportProgress | null
      readonly cancelling: boolean
    }
  | {
      readonly phase: 'done'
      readonly name: string
      readonly report: ImportReport
      readonly cancelled: boolean
    }
  | { readonly phase: 'failed'; readonly name: string; readonly problem: string }

interface Store {
  readonly state: ImportState
}

export const useImport = createProfileStore<Store>(() => ({ state: { phase: 'none' } }))

export function setImport(state: ImportState): void {
  useImport.setState({ state })
}

/** Changes an import that is under way; one that has ended stays as it ended. */
export function advanceImport(change: {
  readonly read?: number
  readonly progress?: ImportProgress
  readonly cancelling?: boolean
}): void {
  useImport.setState(({ state }) =>
    state.phase === 'running' ? { state: { ...state, ...change } } : { state },
  )
}
