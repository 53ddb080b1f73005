import { useId } from 'react'
import type { Connection } from '../../../shared/contract/connections.ts'
import { serverPresets } from '../../../shared/serverPresets.ts'
import { TextField } from '../../components/TextField.tsx'
import { keyText, type HeaderRow } from './connectionTexts.ts'
import { RemoveKeyButton } from './RemoveKeyButton.tsx'

/** What stands in the form of a server. */
export interface ServerFields {
  readonly name: string
  readonly baseUrl: string
  readonly apiKey: string
  /** Null leaves the headers what they are. */
  readonly headers: readonly HeaderRow[] | null
}

export function PresetField({ onChoose }: { readonly onChoose: (fields: Partial<ServerFields>) => void }) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>Preset</label>
      <select
        id={id}
        defaultValue=""
        onChange={(event) => {
          const preset = serverPresets.find(({ name }) => name === event.target.value)
          onChoose(preset ? { ...preset } : { name: '', baseUrl: '' })
        }}
      >
        <option value="">Another server, by its address</option>
        {serverPresets.map(({ baseUrl, name }) => (
          <option key={name} value={name} title={baseUrl}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}

interface KeyFieldProps {
  readonly server: Connection | null
  readonly value: string
  readonly problem: string | undefined
  /** The address in the form is another server's: nothing of the key is kept. */
  readonly moved: boolean
  readonly onChange: (fields: Partial<ServerFields>) => void
}

/** What is said of the key there is. */
function keyHint(server: Connection, moved: boolean): string {
  return moved
    ? 'The stored key belongs to the old address and is removed when you save. Enter the key for this one.'
    : `${keyText(server)}. Leave this empty to keep it.`
}

export function KeyField({ moved, onChange, problem, server, value }: KeyFieldProps) {
  const has = server?.keySource === 'profile'
  return (
    <div className="key-form">
      <TextField
        label="Server key (optional)"
        name="apiKey"
        type="password"
        autoComplete="off"
        spellCheck={false}
        placeholder={has && !moved ? 'unchanged' : undefined}
        value={value}
        onChange={(event) => onChange({ apiKey: event.target.value })}
        error={problem ?? null}
        hint={has ? keyHint(server, moved) : undefined}
      />
      {has && (
        <div className="settings-actions">
          <RemoveKeyButton connectionId={server.id} />
        </div>
      )}
    </div>
  )
}
