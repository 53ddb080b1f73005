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
  readonly onChange: (fields: Partial<ServerFields>) => void
}

export function KeyField({ onChange, problem, server, value }: KeyFieldProps) {
  const has = server?.keySource === 'profile'
  return (
    <div className="key-form">
      <TextField
        label="Server key (optional)"
        name="apiKey"
        type="password"
        autoComplete="off"
        spellCheck={false}
        placeholder={has ? 'unchanged' : undefined}
        value={value}
        onChange={(event) => onChange({ apiKey: event.target.value })}
        error={problem ?? null}
        hint={has ? `${keyText(server)}. Leave this empty to keep it.` : undefined}
      />
      {has && (
        <div className="settings-actions">
          <RemoveKeyButton connectionId={server.id} />
        </div>
      )}
    </div>
  )
}
