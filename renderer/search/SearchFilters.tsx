import { useEffect, useId, type ReactNode } from 'react'
import type { FolderId, ModelId } from '../../shared/contract/base.ts'
import type { Folder } from '../../shared/contract/folders.ts'
import { refreshFolders, useFolders } from '../chats/foldersStore.ts'
import { useTime } from '../time/timeStore.ts'
import { fieldOfTime, timeOfField } from './dateFilter.ts'
import { clearFilters, setFilters, setOrder } from './searchActions.ts'
import { useFilterCount, useIsSearching, useSearch } from './searchStore.ts'

/** What a search is narrowed to, and its order. */
export function SearchFilters({ id }: { readonly id: string }) {
  const count = useFilterCount()
  const searching = useIsSearching()
  return (
    <fieldset id={id} className="search-filters">
      <legend className="visually-hidden">Filters of the search</legend>
      <OrderField />
      <RoleField />
      <ModelField />
      <FolderField />
      <DateFields />
      {count > 0 && !searching && (
        <p className="search-note">Type what to look for: the filters narrow a search.</p>
      )}
      {count > 0 && (
        <button type="button" className="button-link" onClick={clearFilters}>
          Clear filters
        </button>
      )}
    </fieldset>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly children: ReactNode
}

function Choice({ children, label, onChange, value }: ChoiceProps) {
  const id = useId()
  return (
    <div className="search-field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {children}
      </select>
    </div>
  )
}

function OrderField() {
  const order = useSearch((state) => state.order)
  return (
    <Choice label="Order" value={order} onChange={(value) => setOrder(value === 'best' ? 'best' : 'newest')}>
      <option value="newest">Newest first</option>
      <option value="best">Best match</option>
    </Choice>
  )
}

function chooseRole(value: string): void {
  setFilters({ role: value === 'user' || value === 'assistant' ? value : null })
}

function RoleField() {
  const role = useSearch((state) => state.filters.role)
  return (
    <Choice label="Written by" value={role ?? ''} onChange={chooseRole}>
      <option value="">Anyone</option>
      <option value="user">You</option>
      <option value="assistant">A model</option>
    </Choice>
  )
}

function ModelField() {
  const modelId = useSearch((state) => state.filters.modelId)
  const models = useSearch((state) => state.models)
  const chosen = (value: string): ModelId | null => models.find(({ id }) => id === value)?.id ?? null
  return (
    <Choice
      label="Answered by"
      value={modelId ?? ''}
      onChange={(value) => setFilters({ modelId: chosen(value) })}
    >
      <option value="">Any model</option>
      {models.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Choice>
  )
}

/** Each folder with those in it below. */
function inOrder(folders: readonly Folder[]): readonly Folder[] {
  return folders
    .filter(({ parentId }) => parentId === null)
    .flatMap((folder) => [folder, ...folders.filter(({ parentId }) => parentId === folder.id)])
}

function FolderField() {
  const folderId = useSearch((state) => state.filters.folderId)
  const folders = useFolders((state) => state.folders)
  useEffect(refreshFolders, [])
  const chosen = (value: string): FolderId | null => folders.find(({ id }) => id === value)?.id ?? null
  return (
    <Choice
      label="Folder"
      value={folderId ?? ''}
      onChange={(value) => setFilters({ folderId: chosen(value) })}
    >
      <option value="">All chats</option>
      {inOrder(folders).map(({ id, name, parentId }) => (
        <option key={id} value={id}>
          {parentId === null ? name : `\u2003${name}`}
        </option>
      ))}
    </Choice>
  )
}

interface DateFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (field: string) => void
}

function DateField({ label, onChange, value }: DateFieldProps) {
  const id = useId()
  return (
    <div className="search-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}

function DateFields() {
  const from = useSearch((state) => state.filters.from)
  const before = useSearch((state) => state.filters.before)
  const zone = useTime((state) => state.calendar.timeZone)
  return (
    <>
      <DateField
        label="From"
        value={fieldOfTime(from, zone)}
        onChange={(field) => setFilters({ from: timeOfField(field, zone) })}
      />
      <DateField
        label="To"
        value={fieldOfTime(before === null ? null : before - 1, zone)}
        onChange={(field) => setFilters({ before: timeOfField(field, zone, 1) })}
      />
    </>
  )
}
