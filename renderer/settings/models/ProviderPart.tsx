import { useRef, useState } from 'react'
import type { Connection } from '../../../shared/contract/connections.ts'
import { ConnectionSteps } from './ConnectionSteps.tsx'
import { ConnectionState } from './ConnectionState.tsx'
import { KeyForm } from './KeyForm.tsx'
import { RemoveKeyButton } from './RemoveKeyButton.tsx'

/** Gemini or OpenAI: whether it has a key, and what can be done about it. */
export function ProviderPart({ connection }: { readonly connection: Connection }) {
  const [replacing, setReplacing] = useState(false)
  const part = useRef<HTMLFieldSetElement>(null)
  const { keyElsewhere, keySource, name } = connection

  function done(): void {
    setReplacing(false)
    // What had the focus is gone.
    part.current?.focus()
  }

  return (
    <fieldset ref={part} className="settings-group" tabIndex={-1}>
      <legend>{name}</legend>
      <ConnectionState connection={connection} />
      {(keySource === 'none' || replacing) && (
        <KeyForm connection={connection} replacing={replacing} onDone={done} />
      )}
      {keySource === 'none' && keyElsewhere !== null && (
        <div className="settings-actions">
          <RemoveKeyButton connectionId={connection.id} onDone={done} />
        </div>
      )}
      {keySource !== 'none' && (
        <ConnectionSteps connection={connection}>
          {!replacing && (
            <button type="button" className="button" onClick={() => setReplacing(true)}>
              Replace key
            </button>
          )}
          {keySource === 'profile' && <RemoveKeyButton connectionId={connection.id} onDone={done} />}
        </ConnectionSteps>
      )}
    </fieldset>
  )
}
