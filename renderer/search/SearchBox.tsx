import { ListFilter, Search, X } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import { bounds } from '../../shared/bounds.ts'
import { IconButton } from '../components/IconButton.tsx'
import { focusFirstResult, focusSearch, searchBoxId, wishFirstResult } from './resultFocus.ts'
import { endSearch, fetchAnswerModels, setQuery } from './searchActions.ts'
import { SearchFilters } from './SearchFilters.tsx'
import { askedNow, isAnswerTo, useFilterCount, useIsSearching, useSearch } from './searchStore.ts'

const filtersId = 'search-filters'

export function SearchBox() {
  const query = useSearch((state) => state.query)
  const searching = useIsSearching()
  const count = useFilterCount()
  const [filtersOpen, setFiltersOpen] = useState(false)
  return (
    <search className="search">
      <div className="search-row">
        <Search className="search-sign" size={14} strokeWidth={1.75} aria-hidden="true" />
        <input
          id={searchBoxId}
          type="search"
          aria-label="Search"
          placeholder="Search"
          // What a browser remembers of a field lies on the disk in plain text.
          autoComplete="off"
          spellCheck={false}
          maxLength={bounds.searchQuery.max}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={onKey}
        />
        {searching && (
          <IconButton
            label="Clear search"
            icon={X}
            onClick={() => {
              endSearch()
              focusSearch()
            }}
          />
        )}
        <IconButton
          label="Filters"
          icon={ListFilter}
          aria-expanded={filtersOpen}
          aria-controls={filtersOpen ? filtersId : undefined}
          aria-description={count > 0 ? `${count} set` : undefined}
          data-set={count > 0 || undefined}
          onClick={() => {
            if (!filtersOpen) void fetchAnswerModels()
            setFiltersOpen(!filtersOpen)
          }}
        />
      </div>
      {filtersOpen && <SearchFilters id={filtersId} />}
    </search>
  )
}

/** Nothing is shown yet that was found for what is in the box. */
function isOnItsWay(): boolean {
  const { found, searching } = useSearch.getState()
  const nothing = !found || found.titles.length + found.hits.length === 0
  return searching && (nothing || !isAnswerTo(found, askedNow()))
}

function onKey(event: KeyboardEvent<HTMLInputElement>): void {
  // A key that ends the choice of a Chinese or Japanese word is none of ours.
  const searching = useSearch.getState().query !== ''
  if (event.key === 'ArrowDown' || event.key === 'Enter') {
    if (!searching) return
    event.preventDefault()
    if (isOnItsWay()) wishFirstResult()
    else focusFirstResult()
  }
  if (event.key === 'Escape' && searching) {
    event.preventDefault()
    endSearch()
  }
}
