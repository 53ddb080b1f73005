/** Fetches what a search finds, page by page. */
import { bounds } from '../../shared/bounds.ts'
import type { Client } from '../../shared/contract/index.ts'
import { call } from '../connection/call.ts'
import { onEndOf } from '../state/profileState.ts'
import type { Asked, Found } from './searchStore.ts'

/** Hits at a time. */
export const pageLength = 30

/** The search on its way. A newer one ends it, and what it still brings is left aside. */
let running = new AbortController()

/** Ends the search on its way. */
export function haltSearch(): void {
  running.abort()
}

onEndOf('session', haltSearch)

/** Begins another one, which this signal ends. */
export function newSearch(): AbortSignal {
  haltSearch()
  running = new AbortController()
  return running.signal
}

type Page = Awaited<ReturnType<Client['search']['run']>>

/** The core ended the call before the page was full: so many did not pass the filters. */
export function isCut({
  complete,
  nextCursor,
  order,
}: Pick<Found, 'complete' | 'nextCursor' | 'order'>): boolean {
  return order === 'newest' && !complete && nextCursor !== null
}

interface Stretch {
  /** The `nextCursor` of what was found before. */
  readonly cursor: string | null
  readonly limit: number
  readonly signal: AbortSignal
}

function fetchOnce({ filters, order, query }: Asked, { cursor, limit, signal }: Stretch): Promise<Page> {
  const input = { query, order, filters, cursor, limit }
  return call((client) => client.search.run(input, { signal }))
}

/** Fetches a page, going on while calls end before it is full. Gives what there is after each of them. */
export async function* foundPage(asked: Asked, stretch: Stretch): AsyncGenerator<Found, void> {
  let found: Found = { ...asked, ...(await fetchOnce(asked, stretch)) }
  yield found
  while (isCut(found) && !stretch.signal.aborted) {
    const rest = { ...stretch, cursor: found.nextCursor, limit: stretch.limit - found.hits.length }
    const { complete, hits, nextCursor } = await fetchOnce(asked, rest)
    found = { ...found, complete, nextCursor, hits: [...found.hits, ...hits] }
    yield found
  }
}

/** What was found, with so many of the chats whose titles have it. */
export async function withTitles(found: Found, count: number): Promise<Found> {
  const { filters, query } = found
  const limit = Math.min(count, bounds.searchTitles.max)
  return { ...found, ...(await call((client) => client.search.titles({ query, filters, limit }))) }
}
