import { useId, useState } from 'react'
import type { ExportFormat, ExportScope } from '../../../shared/contract/exports.ts'
import { Form } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { formatWords, things } from './sentences.ts'
import { useExport, type ExportState } from './useExport.ts'

const formats = Object.keys(formatWords) as readonly ExportFormat[]

interface ExportFormProps {
  readonly scope: ExportScope
  /** What the button says. */
  readonly action: string
}

/** A choice of formats, and the way to a file. */
export function ExportForm({ action, scope }: ExportFormProps) {
  const [format, setFormat] = useState<ExportFormat>('json')
  const { cancel, start, state } = useExport()
  const running = state.kind === 'running'
  return (
    <Form className="settings-group" onSubmit={() => start(scope, format)}>
      <fieldset className="format-choice">
        <legend>Format</legend>
        {formats.map((one) => (
          <FormatOption key={one} format={one} checked={one === format} onChoose={() => setFormat(one)} />
        ))}
      </fieldset>
      {running && <ExportProgressBar state={state} />}
      <div className="settings-actions">
        <SubmitButton busy={running}>{running ? 'Exporting…' : action}</SubmitButton>
        {running && (
          <button type="button" className="button button-plain" onClick={cancel}>
            Cancel
          </button>
        )}
        <output className="save-note" aria-live="polite">
          {state.kind === 'saved' && <span className="saved">Exported as {state.name}</span>}
          {state.kind === 'problem' && <span className="problem">{state.text}</span>}
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

function ExportProgressBar({ state }: { readonly state: Extract<ExportState, { kind: 'running' }> }) {
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
