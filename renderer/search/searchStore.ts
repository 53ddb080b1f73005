import type {
  AnswerModel,
  SearchFilters,
  SearchHit,
  SearchOrder,
  TitleHit,
} from '../../shared/contract/search.ts'
import type { CallFailure } from '../errors/callFailure.ts'
import { createProfileStore } from '../state/profileState.ts'

/** What is looked for. */
export interface Asked {
  readonly query: string
  readonly order: SearchOrder
  readonly filters: SearchFilters
}

/** What was found for it. */
export interface Found extends Asked {
  readonly titles: readonly TitleHit[]
  /** There are other chats whose titles have it. */
  readonly moreTitles: boolean
  readonly hits: readonly SearchHit[]
  /** Null when there is nothing more. */
  readonly nextCursor: string | null
  /** False when not all was looked at that might belong here. */
  readonly complete: boolean
}

interface SearchState {
  /** As it stands in the box. */
  readonly query: string
  readonly order: SearchOrder
  readonly filters: SearchFilters
  /** Null until something was found or not found for the first time. */
  readonly found: Found | null
  /** What is found for the query is on its way. */
  readonly searching: boolean
  readonly failure: CallFailure | null
  /** The models that have answered. */
  readonly models: readonly AnswerModel[]
}

export const noFilters: SearchFilters = {
  role: null,
  modelId: null,
  folderId: null,
  from: null,
  before: null,
}

const noSearch: SearchState = {
  query: '',
  order: 'newest',
  filters: noFilters,
  found: null,
  searching: false,
  failure: null,
  models: [],
}

export const useSearch = createProfileStore<SearchState>(() => noSearch)

export function askedNow(): Asked {
  const { filters, order, query } = useSearch.getState()
  return { filters, order, query }
}

/** Whether it was this that was looked for. */
export function isAnswerTo(found: Found | null, asked: Asked): boolean {
  return found?.query === asked.query && found.order === asked.order && found.filters === asked.filters
}

/** Something is being looked for, so the results stand in the place of the chats. */
export function useIsSearching(): boolean {
  return useSearch((state) => state.query.trim() !== '')
}

/** How many filters are set. */
export function useFilterCount(): number {
  return useSearch(({ filters }) => Object.values(filters).filter((filter) => filter !== null).length)
}
