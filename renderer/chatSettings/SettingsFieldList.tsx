import type { ParameterRanges } from '../../shared/parameters.ts'
import { TextArea } from '../components/TextArea.tsx'
import { TextField } from '../components/TextField.tsx'
import { ContextField } from './ContextField.tsx'
import type { Problems } from '../components/useForm.ts'
import { numberNames, rangeText, type NumberName, type SettingsFields } from './settingsFields.ts'

interface SettingsFieldListProps {
  readonly fields: SettingsFields
  /** What the provider takes: nothing else is offered. */
  readonly ranges: ParameterRanges
  readonly problems: Problems
  readonly onChange: (change: Partial<SettingsFields>) => void
}

interface NumberText {
  readonly label: string
  readonly hint: string
}

const numberTexts: Record<NumberName, NumberText> = {
  temperature: { label: 'Temperature', hint: 'Low is plain and steady, high is varied.' },
  topP: { label: 'Top-p', hint: 'Only the likeliest words that make up this share.' },
  topK: { label: 'Top-k', hint: 'Only this many of the likeliest words.' },
  maxTokens: { label: 'Longest answer (tokens)', hint: 'A token is about three quarters of a word.' },
}

export function SettingsFieldList({ fields, onChange, problems, ranges }: SettingsFieldListProps) {
  return (
    <>
      <TextArea
        label="System prompt"
        name="systemPrompt"
        className="system-prompt"
        rows={4}
        placeholder="Nothing"
        value={fields.systemPrompt}
        onChange={(event) => onChange({ systemPrompt: event.target.value })}
        error={problems['systemPrompt'] ?? null}
        hint="Told to the model before the first message, for example: Answer in French, in two sentences."
      />
      <ContextField
        value={fields.contextMessages}
        error={problems['contextMessages'] ?? null}
        onChange={(contextMessages) => onChange({ contextMessages })}
      />
      <div className="chat-setup-numbers">
        {numberNames.map((name) => {
          const range = ranges[name]
          if (!range) return null
          const { hint, label } = numberTexts[name]
          return (
            <TextField
              key={name}
              label={label}
              name={name}
              autoComplete="off"
              inputMode={Number.isInteger(range.step) ? 'numeric' : 'decimal'}
              placeholder="Model’s own"
              value={fields[name]}
              onChange={(event) => onChange({ [name]: event.target.value })}
              error={problems[name] ?? null}
              hint={`${rangeText(range)}. ${hint}`}
            />
          )
        })}
      </div>
      {ranges.stop > 0 && (
        <TextArea
          label="Stop sequences"
          name="stop"
          rows={2}
          placeholder="None"
          spellCheck={false}
          value={fields.stop}
          onChange={(event) => onChange({ stop: event.target.value })}
          error={problems['stop'] ?? null}
          hint={`The answer ends before any of these. One a line, up to ${ranges.stop}; \\n stands for a line break.`}
        />
      )}
    </>
  )
}
