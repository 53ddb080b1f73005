import { useState } from 'react'
import type { InstalledModel } from '../../../shared/contract/downloads.ts'
import { modelOf, useModels } from '../../models/modelsStore.ts'
import { bytesText } from './amounts.ts'
import { deleteModel } from './downloadActions.ts'
import { useDownloads } from './downloadsStore.ts'

export function InstalledModels() {
  const installed = useDownloads((state) => state.installed)
  if (installed.length === 0) return null
  return (
    <div className="settings-group">
      <h3>On this machine</h3>
      <ul className="model-list" aria-label="Models on this machine">
        {installed.map((model) => (
          <InstalledRow key={model.folder} installed={model} />
        ))}
      </ul>
    </div>
  )
}

function InstalledRow({ installed }: { readonly installed: InstalledModel }) {
  const { bytes, folder, modelId } = installed
  const name = useModels((state) => modelOf(state.models, modelId)?.name ?? folder)
  const [asking, setAsking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function remove(): Promise<void> {
    setAsking(false)
    setProblem(await deleteModel(folder))
  }

  return (
    <li aria-label={name}>
      <div className="model-line">
        <div>
          <h4>{name}</h4>
          <p className="note">{bytesText(bytes)} on the disk</p>
        </div>
        {!asking && (
          <button
            type="button"
            className="button button-danger"
            aria-label={`Delete ${name}`}
            onClick={() => setAsking(true)}
          >
            Delete
          </button>
        )}
      </div>
      {asking && <p>Delete it from the disk, for everybody on this machine?</p>}
      {asking && (
        <div className="settings-actions">
          {/* The button that was pressed has gone: the focus goes to what took its place. */}
          <button type="button" className="button" ref={focus} onClick={() => setAsking(false)}>
            Keep it
          </button>
          <button type="button" className="button button-danger" onClick={() => void remove()}>
            Delete for good
          </button>
        </div>
      )}
      <output className="save-note" aria-live="polite">
        {problem !== null && <span className="problem">{problem}</span>}
      </output>
    </li>
  )
}

function focus(button: HTMLButtonElement | null): void {
  button?.focus()
}
