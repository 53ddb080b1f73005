import type { SaveState } from './useSave.ts'

/** Says in the dialog itself how saving went: what lies behind a dialog is not read out. */
export function SaveNote({ state }: { readonly state: SaveState | null }) {
  return (
    <output className="save-note" aria-live="polite">
      {state && <span className={state.kind}>{state.text}</span>}
    </output>
  )
}
