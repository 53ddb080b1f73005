import { useEffect, useId, useState } from 'react'
import type { ExportFormat, ExportScope } from '../../../shared/contract/exports.ts'
import { Form } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { cancelExport, exportPlaces, forgetEndedExport, startExport } from './exportActions.ts'
import { useExport, type ExportState } from './exportStore.ts'
import { notWholeText, plainText, savedText } from './reportText.ts'
import { formatWords, things } from './sentences.ts'

const formats = Object.keys(formatWords) as readonly ExportFormat[]

interface ExportFormProps {
  readonly scope: ExportScope
  /** What is exported, in words: it is said wherever the export is shown. */
  readonly what: string
  /** What the button says. */
  readonly action: string
}

/** A choice of formats, and the way to a file. It shows the export that goes on, whichever form began it. */
export function ExportForm({ action, scope, what }: ExportFormProps) {
  const [format, setFormat] = useState<ExportFormat>('json')
  const state = useExport((store) => store.state)
  const running = state.phase === 'running'
  useEffect(() => exportPlaces.add(), [])
  // How one ended has been seen when the form goes.
  useEffect(() => forgetEndedExport, [])
  return (
    <Form className="settings-group" onSubmit={() => startExport(scope, format, what)}>
      <fieldset className="format-choice">
        <legend>Format</legend>
        {formats.map((one) => (
          <FormatOption key={one} format={one} checked={one === format} onChoose={() => setFormat(one)} />
        ))}
      </fieldset>
      {running && state.what !== what && <p className="note">Still exporting {state.what}.</p>}
      {running && <ExportProgressBar state={state} />}
      <div className="settings-actions">
        <SubmitButton busy={running}>{running ? 'Exporting…' : action}</SubmitButton>
        {running && (
          <button type="button" className="button button-plain" onClick={cancelExport}>
            Cancel
          </button>
        )}
        <output className="save-note" aria-live="polite">
          {state.phase === 'done' && <span className="saved">{savedText(state.name)}</span>}
          {state.phase === 'done' && state.plain > 0 && (
            <span className="problem"> {plainText(state.plain)}</span>
          )}
          {state.phase === 'done' && state.notWhole > 0 && (
            <span className="problem"> {notWholeText(state.notWhole)}</span>
          )}
          {state.phase === 'failed' && <span className="problem">{state.problem}</span>}
        </output>
      </div>
    </Form>
  )
}

interface FormatOptionProps {
  readonly format: ExportFormat
  readonly checked: boolean
  readonly onChoose: () => void
}

function FormatOption({ checked, format, onChoose }: FormatOptionProps) {
  const id = useId()
  const { hint, label } = formatWords[format]
  return (
    <div className="format-option">
      <label className="check">
        <input
          type="radio"
          name="format"
          checked={checked}
          aria-describedby={`${id}-hint`}
          onChange={onChoose}
        />
        {label}
      </label>
      <p className="note" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  )
}

function ExportProgressBar({ state }: { readonly state: Extract<ExportState, { phase: 'running' }> }) {
  const { progress } = state
  if (!progress) return <progress className="transfer-progress" aria-label="Progress of the export" />
  return (
    <>
      <progress
        className="transfer-progress"
        aria-label="Progress of the export"
        max={progress.total}
        value={progress.done}
      />
      <p className="note amounts">
        {progress.done.toLocaleString('en')} of {things(progress.total, 'chat')}
      </p>
    </>
  )
}
