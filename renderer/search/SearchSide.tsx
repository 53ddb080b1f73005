import type { ReactNode } from 'react'
import { SearchBox } from './SearchBox.tsx'
import { SearchResults } from './SearchResults.tsx'
import { useIsSearching } from './searchStore.ts'

/** The search box above the chats, and what is found in their place. */
export function SearchSide({ children }: { readonly children: ReactNode }) {
  const searching = useIsSearching()
  return (
    <div className="search-side">
      <SearchBox />
      {searching ? <SearchResults /> : children}
    </div>
  )
}
