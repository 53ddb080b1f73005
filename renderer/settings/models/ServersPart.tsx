import { useEffect, useRef, useState } from 'react'
import type { Connection } from '../../../shared/contract/connections.ts'
import { showError } from '../../announcements/toastStore.ts'
import { call } from '../../connection/call.ts'
import { failureOf } from '../../errors/failure.ts'
import { sentenceOf } from '../../errors/sentences.ts'
import { dropConnection, useConnections } from '../../models/connectionsStore.ts'
import { SaveNote } from '../SaveNote.tsx'
import { ConnectionState } from './ConnectionState.tsx'
import { ConnectionSteps } from './ConnectionSteps.tsx'

interface ServersPartProps {
  /** What was done last. */
  readonly note: string | null
  /** The form of a server was open: its focus goes on here. */
  readonly cameBack: boolean
  readonly onAdd: () => void
  readonly onEdit: (server: Connection) => void
}

/** Servers of one's own that speak OpenAI's protocol. */
export function ServersPart({ cameBack, note, onAdd, onEdit }: ServersPartProps) {
  const connections = useConnections((state) => state.connections)
  const addButton = useRef<HTMLButtonElement>(null)
  const servers = connections.filter(({ kind }) => kind === 'server')
  useEffect(() => {
    if (cameBack) addButton.current?.focus()
  }, [cameBack])
  return (
    <div className="servers">
      <div className="settings-group">
        <h3>Servers of your own</h3>
        <p className="note">
          Ollama, LM Studio, llama.cpp, vLLM, or any other that speaks OpenAI’s protocol.
        </p>
      </div>
      {servers.map((server) => (
        <ServerPart key={server.id} server={server} onEdit={() => onEdit(server)} />
      ))}
      <div className="settings-actions">
        <button ref={addButton} type="button" className="button" onClick={onAdd}>
          Add server
        </button>
        <SaveNote state={note === null ? null : { kind: 'saved', text: note }} />
      </div>
    </div>
  )
}

interface ServerPartProps {
  readonly server: Connection
  readonly onEdit: () => void
}

function ServerPart({ onEdit, server }: ServerPartProps) {
  const [removing, setRemoving] = useState(false)
  return (
    <fieldset className="settings-group">
      <legend>{server.name}</legend>
      <ConnectionState connection={server} />
      {removing ? (
        <RemoveServer server={server} onCancel={() => setRemoving(false)} />
      ) : (
        <ConnectionSteps connection={server}>
          <button type="button" className="button" onClick={onEdit}>
            Edit
          </button>
          <button type="button" className="button button-danger" onClick={() => setRemoving(true)}>
            Remove
          </button>
        </ConnectionSteps>
      )}
    </fieldset>
  )
}

interface RemoveServerProps {
  readonly server: Connection
  readonly onCancel: () => void
}

/** Asked once more: a key that goes with it cannot be had back. */
function RemoveServer({ onCancel, server: { id, name } }: RemoveServerProps) {
  async function remove(): Promise<void> {
    try {
      await call((client) => client.connections.removeServer({ connectionId: id }))
      dropConnection(id)
    } catch (error) {
      showError(sentenceOf(failureOf(error)))
    }
  }

  return (
    <>
      <p className="note">
        Remove {name} with its key and headers? Chats that used it stay and go on with another model.
      </p>
      <div className="settings-actions">
        <button
          type="button"
          className="button button-danger"
          // The button that led here is gone, and the focus with it.
          ref={(button) => button?.focus()}
          onClick={() => void remove()}
        >
          Remove server
        </button>
        <button type="button" className="button button-plain" onClick={onCancel}>
          Keep
        </button>
      </div>
    </>
  )
}
