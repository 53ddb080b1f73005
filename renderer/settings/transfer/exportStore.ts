import { createProfileStore } from '../../state/profileState.ts'

export interface ExportProgress {
  readonly done: number
  readonly total: number
}

/** The export of this window: it goes on when the place that began it is closed. */
export type ExportState =
  | { readonly phase: 'none' }
  | {
      readonly phase: 'running'
      /** What is exported: the title of a chat, the name of a folder, or everything. */
      readonly what: string
      readonly progress: ExportProgress | null
    }
  | { readonly phase: 'done'; readonly name: string; readonly notWhole: number; readonly plain: number }
  | { readonly phase: 'failed'; readonly problem: string }

interface Store {
  readonly state: ExportState
}

export const useExport = createProfileStore<Store>(() => ({ state: { phase: 'none' } }))

export function setExport(state: ExportState): void {
  useExport.setState({ state })
}
