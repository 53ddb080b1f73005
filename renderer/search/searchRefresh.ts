/**
 * Keeps what was found as the chats are: they change here, in another window and by answers. As much as was shown is
 * fetched again, without a word and without moving the focus.
 */
import { bounds } from '../../shared/bounds.ts'
import { failureOf } from '../errors/failure.ts'
import { onEndOf } from '../state/profileState.ts'
import { keepFocus } from './resultFocus.ts'
import { foundPage, newSearch, pageLength, withTitles } from './searchPages.ts'
import { useSearch, type Found } from './searchStore.ts'

/** Between a change and looking again, in milliseconds: changes come in crowds. */
const leastRest = 300
/** Where looking takes long, the core has so many times as long for other things. */
const restShare = 4

let waiting: ReturnType<typeof setTimeout> | undefined
let took = 0
onEndOf('session', () => {
  clearTimeout(waiting)
  waiting = undefined
  took = 0
})

export function refreshFoundSoon(): void {
  if (useSearch.getState().found === null) return
  waiting ??= setTimeout(
    () => {
      waiting = undefined
      void refreshFound()
    },
    Math.max(leastRest, took * restShare),
  )
}

async function refreshFound(): Promise<void> {
  const { found, searching } = useSearch.getState()
  if (!found) return
  if (searching) return refreshFoundSoon()
  const began = performance.now()
  const signal = newSearch()
  try {
    const now = await foundAgain(found, signal)
    if (!signal.aborted) keepFocus(() => useSearch.setState({ found: now, failure: null }))
  } catch (error) {
    if (!signal.aborted) useSearch.setState({ failure: failureOf(error) })
  }
  took = performance.now() - began
  // A search that came between may have read what was there before the change.
  if (signal.aborted) refreshFoundSoon()
}

/** Fetches as many hits and titles as were shown. */
async function foundAgain(before: Found, signal: AbortSignal): Promise<Found> {
  let now: Found | null = null
  while (
    now === null ||
    (now.hits.length < before.hits.length && now.nextCursor !== null && !signal.aborted)
  ) {
    now = await nextPage(
      now ?? { ...before, hits: [], titles: [], nextCursor: null },
      before.hits.length,
      signal,
    )
  }
  const { titles } = before
  return titles.length > now.titles.length && now.moreTitles ? withTitles(now, titles.length) : now
}

async function nextPage(so: Found, wanted: number, signal: AbortSignal): Promise<Found> {
  const limit = Math.min(Math.max(wanted - so.hits.length, pageLength), bounds.searchPage.max)
  let page = so
  for await (const found of foundPage(so, { cursor: so.nextCursor, limit, signal })) page = found
  const titles = so.nextCursor === null ? page : so
  return { ...page, titles: titles.titles, moreTitles: titles.moreTitles, hits: [...so.hits, ...page.hits] }
}
