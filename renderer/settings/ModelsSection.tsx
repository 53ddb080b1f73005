import { useState } from 'react'
import type { ConnectionId } from '../../shared/contract/base.ts'
import { CopyButton } from '../components/CopyButton.tsx'
import { failureOf } from '../errors/failure.ts'
import { brokenModelSentences, sentenceOf } from '../errors/sentences.ts'
import { useConnections } from '../models/connectionsStore.ts'
import { fetchModels, useModels } from '../models/modelsStore.ts'
import { DownloadsSection } from './downloads/DownloadsSection.tsx'
import { LocalRunPart } from './models/LocalRunPart.tsx'
import { OfflinePart } from './models/OfflinePart.tsx'
import { ProviderPart } from './models/ProviderPart.tsx'
import { ServerForm } from './models/ServerForm.tsx'
import { ServersPart } from './models/ServersPart.tsx'
import { StartModelPart } from './models/StartModelPart.tsx'
import { TitlesPart } from './models/TitlesPart.tsx'
import { SaveNote } from './SaveNote.tsx'
import type { SaveState } from './useSave.ts'

/** What is open in place of the overview: the form of a new server, or of one that is there. */
type Opened = { readonly serverId: ConnectionId | null } | null

export function ModelsSection() {
  const connections = useConnections((state) => state.connections)
  const [opened, setOpened] = useState<Opened>(null)
  const [note, setNote] = useState<string | null>(null)
  const [cameBack, setCameBack] = useState(false)

  if (opened)
    return (
      <ServerForm
        server={connections.find(({ id }) => id === opened.serverId) ?? null}
        onDone={(text) => {
          setOpened(null)
          setNote(text)
          setCameBack(true)
        }}
      />
    )
  return (
    <>
      <OfflinePart />
      <StartModelPart />
      <TitlesPart />
      {connections
        .filter(({ kind }) => kind !== 'server')
        .map((connection) => (
          <ProviderPart key={connection.id} connection={connection} />
        ))}
      <ServersPart
        note={note}
        cameBack={cameBack}
        onAdd={() => setOpened({ serverId: null })}
        onEdit={({ id }) => setOpened({ serverId: id })}
      />
      <DownloadsSection />
      <BrokenModels />
      <AddByHand />
      <LocalRunPart />
    </>
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

function AddByHand() {
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
      <h3>Add a model by hand</h3>
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
