import { Plus, X } from 'lucide-react'
import { bounds } from '../../../shared/bounds.ts'
import { IconButton } from '../../components/IconButton.tsx'
import type { HeaderRow } from './connectionTexts.ts'

interface HeaderRowsProps {
  /** The names of the headers there are. Their values may be secrets and are never shown. */
  readonly kept: readonly string[]
  /** Null leaves them what they are. */
  readonly rows: readonly HeaderRow[] | null
  readonly problem: string | undefined
  /** The address in the form is another server's: those there are are not kept. */
  readonly moved: boolean
  readonly onChange: (rows: readonly HeaderRow[] | null) => void
}

const empty: HeaderRow = { name: '', value: '' }

/** Headers that are sent with every request to a server. */
export function HeaderRows({ kept, moved, onChange, problem, rows }: HeaderRowsProps) {
  return (
    <fieldset className="settings-group header-rows">
      <legend>Extra headers</legend>
      {rows === null ? (
        <p className="note">{kept.join(', ')}: unchanged</p>
      ) : (
        rows.map((row, index) => (
          <Row
            // A row is known by its place: it has nothing else before it is filled in.
            key={index}
            number={index + 1}
            row={row}
            onChange={(changed) => onChange(rows.with(index, changed))}
            onRemove={() => onChange(rows.filter((_, other) => other !== index))}
          />
        ))
      )}
      {rows !== null && kept.length > 0 && (
        <p className="note">
          {moved
            ? 'The stored values belong to the old address and are removed when you save. Enter them again.'
            : `These take the place of ${kept.join(', ')}. Without any, those are removed.`}
        </p>
      )}
      <div role="alert">{problem && <p className="field-error">{problem}</p>}</div>
      <div className="settings-actions">
        {rows === null ? (
          <button type="button" className="button" onClick={() => onChange([empty])}>
            Replace headers
          </button>
        ) : (
          <button
            type="button"
            className="button"
            disabled={rows.length >= bounds.headers.max}
            onClick={() => onChange([...rows, empty])}
          >
            <Plus size={14} strokeWidth={1.75} aria-hidden="true" />
            Add header
          </button>
        )}
        {rows !== null && kept.length > 0 && !moved && (
          <button type="button" className="button button-plain" onClick={() => onChange(null)}>
            Keep headers
          </button>
        )}
      </div>
    </fieldset>
  )
}

interface RowProps {
  readonly number: number
  readonly row: HeaderRow
  readonly onChange: (row: HeaderRow) => void
  readonly onRemove: () => void
}

function Row({ number, onChange, onRemove, row }: RowProps) {
  return (
    <div className="header-row">
      <input
        aria-label={`Header ${number} name`}
        placeholder="Name"
        autoComplete="off"
        spellCheck={false}
        maxLength={bounds.headers.name}
        value={row.name}
        onChange={(event) => onChange({ ...row, name: event.target.value })}
      />
      <input
        aria-label={`Header ${number} value`}
        placeholder="Value"
        autoComplete="off"
        spellCheck={false}
        maxLength={bounds.headers.value}
        value={row.value}
        onChange={(event) => onChange({ ...row, value: event.target.value })}
      />
      <IconButton label={`Remove header ${number}`} icon={X} onClick={onRemove} />
    </div>
  )
}
