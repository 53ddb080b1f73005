import { bounds } from '../../shared/bounds.ts'
import { TextField } from '../components/TextField.tsx'

interface ContextFieldProps {
  readonly value: string
  readonly error: string | null
  readonly onChange: (value: string) => void
}

/** How many messages a request takes along: one of the usual numbers, or any other. */
export function ContextField({ error, onChange, value }: ContextFieldProps) {
  const { max, min, presets } = bounds.contextMessages
  return (
    <div className="context-field">
      <TextField
        label="Messages sent"
        name="contextMessages"
        className="short-input"
        autoComplete="off"
        inputMode="numeric"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        error={error}
        hint={`How many of the newest messages the model is given each time, from ${min} to ${max}. Fewer cost fewer tokens; more are remembered.`}
      />
      <fieldset className="context-presets">
        <legend className="visually-hidden">Usual numbers of messages</legend>
        {presets.map((preset) => (
          <button
            key={preset}
            type="button"
            className="button"
            aria-label={`${preset} messages`}
            aria-pressed={value.trim() === String(preset)}
            onClick={() => onChange(String(preset))}
          >
            {preset}
          </button>
        ))}
      </fieldset>
    </div>
  )
}
