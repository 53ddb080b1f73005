import { FileUp } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { bytesText } from '../downloads/amounts.ts'
import { cancelImport, importPlaces, startImport } from './importActions.ts'
import { ImportReportView } from './ImportReportView.tsx'
import { useImport, type ImportState } from './importStore.ts'
import { countsText } from './reportText.ts'
import { useFocusIfLost } from './useFocusIfLost.ts'

export function ImportPart() {
  const state = useImport((store) => store.state)
  useEffect(() => importPlaces.add(), [])
  return (
    <div className="settings-group">
      <h3>Import</h3>
      <p className="note">
        A JSON file of Confab, or the zip (or its conversations.json) of a ChatGPT or Claude export. What is
        here already is not imported twice.
      </p>
      {state.phase === 'running' ? <RunningImport state={state} /> : <FileDrop />}
      {state.phase === 'done' && <ImportReportView {...state} />}
      <div role="alert">
        {state.phase === 'failed' && (
          <p className="problem">
            {state.name}: {state.problem}
          </p>
        )}
      </div>
    </div>
  )
}

/** A place to drop a file on, and a button for everybody who would rather choose one. */
function FileDrop() {
  const input = useRef<HTMLInputElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const [over, setOver] = useState(false)
  useFocusIfLost(button)
  return (
    <div
      className="file-drop"
      data-takes-files
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const file = event.dataTransfer.files[0]
        if (file) startImport(file)
      }}
    >
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,.zip,application/json,application/zip"
        aria-label="File to import"
        onChange={(event) => {
          const file = event.target.files?.[0]
          // The same file can be chosen again.
          event.target.value = ''
          if (file) startImport(file)
        }}
      />
      <button ref={button} type="button" className="button" onClick={() => input.current?.click()}>
        <FileUp size={16} strokeWidth={1.75} aria-hidden="true" />
        Choose a file
      </button>
      <span className="note">or drop one here</span>
    </div>
  )
}

function RunningImport({ state }: { readonly state: Extract<ImportState, { phase: 'running' }> }) {
  const { cancelling, name, progress, read, size } = state
  const button = useRef<HTMLButtonElement>(null)
  useFocusIfLost(button)
  return (
    <div className="import-running">
      <p>{name}</p>
      <progress
        className="transfer-progress"
        aria-label={`Progress of importing ${name}`}
        max={Math.max(1, size)}
        value={read}
      />
      <p className="note amounts">
        {bytesText(read)} of {bytesText(size)}. {progress && countsText(progress)}
      </p>
      <div className="settings-actions">
        <button
          ref={button}
          type="button"
          className="button"
          aria-disabled={cancelling || undefined}
          onClick={() => void cancelImport()}
        >
          {cancelling ? 'Cancelling…' : 'Cancel'}
        </button>
      </div>
    </div>
  )
}
