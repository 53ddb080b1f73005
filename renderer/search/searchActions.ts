/** Looking for what is typed, as it is typed. */
import type { SearchFilters, SearchOrder } from '../../shared/contract/search.ts'
import { announce } from '../announcements/announcementStore.ts'
import { call } from '../connection/call.ts'
import { oneAtATime } from '../connection/singleFlight.ts'
import { failureOf } from '../errors/failure.ts'
import { onEndOf } from '../state/profileState.ts'
import { countSentence } from './countSentence.ts'
import { hideFound } from './findStore.ts'
import { forgetWish, grantWish, keepFocus } from './resultFocus.ts'
import { foundPage, haltSearch, isCut, newSearch, pageLength, withTitles } from './searchPages.ts'
import { askedNow, isAnswerTo, noFilters, useSearch, type Found } from './searchStore.ts'

/** How long typing has to rest before it is looked for, in milliseconds: two letters typed at once are one search. */
const rest = 60
/** How long it has to rest before a screen reader is told what was found. */
const restBeforeSaying = 700
/** Chats found by their titles that are shown at a time, after the first few. */
const moreTitles = 50

let resting: ReturnType<typeof setTimeout> | undefined
let saying: ReturnType<typeof setTimeout> | undefined

export function setQuery(query: string): void {
  useSearch.setState({ query })
  forgetWish()
  if (query.trim() === '') return stop()
  // One that goes through older messages would go on for nothing.
  haltSearch()
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
  haltSearch()
  forgetWish()
  hideFound()
  useSearch.setState({ found: null, searching: false, failure: null })
}

onEndOf('session', stop)

/** Looks for what is in the box once more: it could not be found out. */
export function searchAgain(): void {
  void searchNow()
}

function sayFound(before: Found | null, found: Found): void {
  clearTimeout(saying)
  const same = before?.query === found.query && before.hits.length === found.hits.length
  if (!same) saying = setTimeout(() => announce(countSentence(found)), restBeforeSaying)
}

async function searchNow(): Promise<void> {
  clearTimeout(resting)
  if (useSearch.getState().query.trim() === '') return
  const before = useSearch.getState().found
  const found = await run(null, (page) => page)
  if (!found) return
  sayFound(before, found)
  forgetWish()
}

/** Fetches the page after those that are shown, or goes on looking where the search had stopped. */
export async function searchFurther(): Promise<void> {
  const { found: before, searching } = useSearch.getState()
  if (!before || before.nextCursor === null || searching) return
  const found = await run(before.nextCursor, (next) => {
    const { moreTitles: more, titles } = useSearch.getState().found ?? before
    return { ...next, titles, moreTitles: more, hits: [...before.hits, ...next.hits] }
  })
  if (found) announce(countSentence(found))
}

/** Shows what is found as it comes. Answers with all of it; null when something else is looked for meanwhile. */
async function run(cursor: string | null, joined: (page: Found) => Found): Promise<Found | null> {
  const signal = newSearch()
  const asked = askedNow()
  let found: Found | null = null
  useSearch.setState({ searching: true })
  try {
    for await (const page of foundPage(asked, { cursor, limit: pageLength, signal })) {
      if (signal.aborted) return null
      if (isCut(page) && found === null) announce('Searching older messages…')
      found = joined(page)
      show(found)
    }
    useSearch.setState({ searching: false })
    return found
  } catch (error) {
    if (!signal.aborted) useSearch.setState({ searching: false, failure: failureOf(error) })
    return null
  }
}

function show(found: Found): void {
  keepFocus(() => useSearch.setState({ found, failure: null }))
  if (found.titles.length + found.hits.length > 0) grantWish()
}

/** Shows more of the chats whose titles have it. */
export const showMoreTitles: () => void = oneAtATime(async () => {
  const { found } = useSearch.getState()
  if (!found?.moreTitles) return
  try {
    const now = await withTitles(found, found.titles.length + moreTitles)
    if (!isAnswerTo(useSearch.getState().found, found)) return
    const { moreTitles: more, titles } = now
    keepFocus(() =>
      useSearch.setState((state) => ({ found: state.found && { ...state.found, titles, moreTitles: more } })),
    )
    announce(countSentence(now))
  } catch (error) {
    useSearch.setState({ failure: failureOf(error) })
  }
})

/** Fetches which models a search can be narrowed to. */
export async function fetchAnswerModels(): Promise<void> {
  try {
    const { models } = await call((client) => client.search.models({}))
    useSearch.setState({ models })
  } catch (error) {
    useSearch.setState({ failure: failureOf(error) })
  }
}
