import { useId, useState } from 'react'
import type { Model } from '../../shared/contract/models.ts'
import { CopyButton } from '../components/CopyButton.tsx'
import { failureOf } from '../errors/failure.ts'
import { brokenModelSentences, sentenceOf } from '../errors/sentences.ts'
import { fetchModels, useModels } from '../models/modelsStore.ts'
import { usePreferences } from '../preferences/preferencesStore.ts'
import { SaveNote } from './SaveNote.tsx'
import { useSave, type SaveState } from './useSave.ts'

export function ModelsSection() {
  const models = useModels((state) => state.models)
  const preferred = usePreferences((state) => state.preferences?.modelId)
  const [saved, save] = useSave()
  return (
    <>
      <fieldset className="settings-group">
        <legend>New chats start with</legend>
        {models.map((model) => (
          <ModelRow
            key={model.id}
            model={model}
            checked={model.id === preferred}
            onChoose={() => save({ modelId: model.id })}
          />
        ))}
        <SaveNote state={saved} />
      </fieldset>
      <BrokenModels />
      <AddModel />
    </>
  )
}

interface ModelRowProps {
  readonly model: Model
  readonly checked: boolean
  readonly onChoose: () => void
}

function ModelRow({ checked, model, onChoose }: ModelRowProps) {
  const id = useId()
  return (
    <div className="model-row">
      <input
        id={id}
        type="radio"
        name="model"
        checked={checked}
        aria-describedby={`${id}-line`}
        onChange={onChoose}
      />
      <label htmlFor={id}>{model.name}</label>
      <p id={`${id}-line`} className="note">
        {model.description}
      </p>
    </div>
  )
}

function BrokenModels() {
  const broken = useModels((state) => state.broken)
  if (broken.length === 0) return null
  return (
    <div className="settings-group">
      <h3>Cannot be used</h3>
      <dl className="broken-models">
        {broken.map(({ folder, problem }) => (
          <div key={folder}>
            <dt>{folder}</dt>
            <dd className="problem">{brokenModelSentences[problem]}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function AddModel() {
  const modelsFolder = useModels((state) => state.modelsFolder)
  const [state, setState] = useState<SaveState | null>(null)

  async function refresh(): Promise<void> {
    setState(null)
    try {
      await fetchModels()
      const { length } = useModels.getState().models
      setState({ kind: 'saved', text: `${length} ${length === 1 ? 'model' : 'models'} found` })
    } catch (error) {
      setState({ kind: 'problem', text: sentenceOf(failureOf(error)) })
    }
  }

  return (
    <div className="settings-group">
      <h3>Add a larger model</h3>
      <ol className="steps">
        <li>
          Get a model in ONNX form, made for transformers.js: a folder with <code>config.json</code>,{' '}
          <code>tokenizer.json</code> and a folder <code>onnx</code>.
        </li>
        <li>
          Copy the whole folder into the models folder:
          <span className="path">
            <code>{modelsFolder}</code>
            <CopyButton label="Copy folder path" text={() => modelsFolder} />
          </span>
        </li>
        <li>Press Refresh, then choose it above or in a chat.</li>
      </ol>
      <div className="settings-actions">
        <button type="button" className="button" onClick={() => void refresh()}>
          Refresh
        </button>
        <SaveNote state={state} />
      </div>
    </div>
  )
}
