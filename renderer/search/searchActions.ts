/** Looking for what is typed, as it is typed. */
import type { SearchFilters, SearchOrder } from '../../shared/contract/search.ts'
import { announce } from '../announcements/announcementStore.ts'
import { call } from '../connection/call.ts'
import { failureOf } from '../errors/failure.ts'
import { countSentence } from './countSentence.ts'
import { hideFound } from './findStore.ts'
import { noFilters, noSearch, useSearch, type Found } from './searchStore.ts'

/** How long typing has to rest before it is looked for, in milliseconds: two letters typed at once are one search. */
const rest = 60
/** How long it has to rest before a screen reader is told what was found. */
const restBeforeSaying = 700
/** Hits at a time. */
const pageLength = 30

let resting: ReturnType<typeof setTimeout> | undefined
let saying: ReturnType<typeof setTimeout> | undefined
/** The search on its way. A newer one ends it, and what it still brings is left aside. */
let running = new AbortController()

export function setQuery(query: string): void {
  useSearch.setState({ query })
  if (query.trim() === '') return stop()
  useSearch.setState({ searching: true })
  clearTimeout(resting)
  resting = setTimeout(() => void searchNow(), rest)
}

export function setOrder(order: SearchOrder): void {
  useSearch.setState({ order })
  void searchNow()
}

export function setFilters(change: Partial<SearchFilters>): void {
  useSearch.setState(({ filters }) => ({ filters: { ...filters, ...change } }))
  void searchNow()
}

export function clearFilters(): void {
  setFilters(noFilters)
}

/** Ends the search and shows the chats again; the order and the filters stay as they are. */
export function endSearch(): void {
  useSearch.setState({ query: '' })
  stop()
}

function stop(): void {
  clearTimeout(resting)
  clearTimeout(saying)
  running.abort()
  hideFound()
  useSearch.setState({ found: null, searching: false, failure: null })
}

/** Forgets all of it: another profile may be next. */
export function clearSearch(): void {
  stop()
  useSearch.setState(noSearch)
}

/** Looks again for what is in the box: something has changed. */
export function searchAgain(): void {
  if (useSearch.getState().found) void searchNow()
}

async function searchNow(): Promise<void> {
  clearTimeout(resting)
  if (useSearch.getState().query.trim() === '') return
  const before = useSearch.getState().found
  await run(null, (found) => {
    const same = before?.query === found.query && before.hits.length === found.hits.length
    useSearch.setState({ found })
    clearTimeout(saying)
    if (!same) saying = setTimeout(() => announce(countSentence(found)), restBeforeSaying)
  })
}

/** Fetches the page after those that are shown, or goes on looking where the search had stopped. */
export async function searchFurther(): Promise<void> {
  const { found } = useSearch.getState()
  if (!found || found.nextCursor === null || useSearch.getState().searching) return
  await run(found.nextCursor, (next) => {
    const all = { ...next, titles: found.titles, hits: [...found.hits, ...next.hits] }
    useSearch.setState({ found: all })
    announce(countSentence(all))
  })
}

async function run(cursor: string | null, show: (found: Found) => void): Promise<void> {
  running.abort()
  const mine = new AbortController()
  running = mine
  const { filters, order, query } = useSearch.getState()
  useSearch.setState({ searching: true })
  try {
    const input = { query, order, filters, cursor, limit: pageLength }
    const page = await call((client) => client.search.run(input, { signal: mine.signal }))
    if (mine.signal.aborted) return
    show({ query, order, ...page })
    useSearch.setState({ searching: false, failure: null })
  } catch (error) {
    if (!mine.signal.aborted) useSearch.setState({ searching: false, failure: failureOf(error) })
  }
}

/** Fetches which models a search can be narrowed to. */
export async function fetchAnswerModels(): Promise<void> {
  try {
    const { models } = await call((client) => client.search.models({}))
    useSearch.setState({ models })
  } catch (error) {
    useSearch.setState({ failure: failureOf(error) })
  }
}
