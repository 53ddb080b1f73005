import { setImmediate } from 'node:timers/promises'
import { bounds } from '../../../../shared/bounds.ts'
import type { ConversationId, MessageId } from '../../../../shared/contract/base.ts'
import type {
  AnswerModel,
  SearchFilters,
  SearchHit,
  SearchOrder,
} from '../../../../shared/contract/search.ts'
import { joinedRanges, occurrences, type TextRange } from '../../../../shared/search/occurrences.ts'
import { searchQuery, type SearchQuery } from '../../../../shared/search/searchQuery.ts'
import { searchedPart } from '../../../../shared/search/searchWords.ts'
import { snippetOf } from '../../../../shared/search/snippet.ts'
import { answerModels } from './answerModels.ts'
import { rankedHits } from './bestHits.ts'
import { callsOf } from '../calls.ts'
import type { Connection } from '../connection.ts'
import { conversationById } from '../list/conversations.ts'
import { titledHits } from './conversationWords.ts'
import { folderById } from '../list/folders.ts'
import {
  hitAt,
  matchesBetween,
  matchOf,
  newestHits,
  plainFilters,
  shownPlaces,
  textAt,
  type PlainFilters,
} from './messageWords.ts'
import type { StoredConversation } from '../records.ts'
import { tidySearch } from './searchUpkeep.ts'
import { cursorOfHits, placeOfHits, type HitPlace } from './searchCursor.ts'

/** Chats that are shown by their titles at first. */
const firstTitles = 5
/** Hits looked at in one call, passing the filters or not. */
const looked = 10_000
/** Hits in the time of one chat that are looked at to find those in it. */
const lookedInChat = 100_000
/** How long the index is tidied at a time, in milliseconds. */
const tidyFor = 40

export interface StoredSearch {
  readonly query: string
  readonly order: SearchOrder
  readonly filters: SearchFilters
  readonly cursor: string | null
  readonly limit: number
}

export interface FoundTitle {
  readonly conversation: StoredConversation
  readonly ranges: readonly TextRange[]
}

export interface HitsPage {
  readonly hits: readonly SearchHit[]
  readonly nextCursor: string | null
  /** Nothing was left out that might belong here. */
  readonly complete: boolean
}

export interface FoundTitles {
  readonly titles: readonly FoundTitle[]
  /** There are others. */
  readonly moreTitles: boolean
}

export type FoundPage = HitsPage & FoundTitles

export type TitleSearch = Pick<StoredSearch, 'query' | 'filters' | 'limit'>

/** Looking for words in titles and messages. */
export interface SearchCalls {
  search(search: StoredSearch): Promise<FoundPage>
  searchTitles(search: TitleSearch): Promise<FoundTitles>
  /** The messages of the path that is shown which have what is looked for, oldest first. */
  searchConversation(
    id: ConversationId,
    query: string,
  ): Promise<{ readonly messageIds: readonly MessageId[]; readonly complete: boolean }>
  answerModels(): Promise<readonly AnswerModel[]>
  /**
   * Goes on ridding the index of the words of deleted messages, for a moment (some 40 ms). Answers whether there is
   * more to do. `now` is in epoch milliseconds.
   */
  tidySearch(now: number): Promise<boolean>
}

interface Looking {
  readonly query: SearchQuery
  readonly match: string
  readonly limit: number
  readonly place: HitPlace
  readonly filters: PlainFilters
}

function hitsAt(db: Connection, timeKeys: readonly number[], query: SearchQuery): readonly SearchHit[] {
  return timeKeys.flatMap((timeKey) => {
    const row = hitAt(db, timeKey)
    if (!row) return []
    const { text, ...hit } = row
    return [{ ...hit, snippet: snippetOf(searchedPart(text), query) }]
  })
}

function newestPage(db: Connection, { filters, limit, match, query }: Looking): HitsPage {
  const { before, cut, timeKeys } = newestHits(db, match, filters, { most: limit, looked })
  const nextCursor = before === null ? null : cursorOfHits({ before, skipped: 0 })
  return { hits: hitsAt(db, timeKeys, query), nextCursor, complete: !cut }
}

/** Ranks the newest again for each page: what was written since the first one stays out of it. */
function bestPage(db: Connection, { filters, limit, match, place, query }: Looking): HitsPage {
  const most = bounds.searchRanked.max
  const { before, timeKeys } = newestHits(db, match, filters, { most, looked })
  const ranked = rankedHits(timeKeys, query, (timeKey) => searchedPart(textAt(db, timeKey)))
  const skipped = place.skipped + limit
  const until = (timeKeys[0] ?? 0) + 1
  return {
    hits: hitsAt(db, ranked.slice(place.skipped, skipped), query),
    nextCursor: skipped < ranked.length ? cursorOfHits({ before: until, skipped }) : null,
    complete: before === null,
  }
}

function folderKeyOf(db: Connection, { folderId }: SearchFilters): number | null {
  return folderId === null ? null : folderById(db, folderId).key
}

const noTitles: FoundTitles = { titles: [], moreTitles: false }

function findTitles(db: Connection, { filters, limit, query: typed }: TitleSearch): FoundTitles {
  const query = searchQuery(typed)
  const match = matchOf(query)
  const folderKey = folderKeyOf(db, filters)
  if (match === null || filters.role !== null || filters.modelId !== null) return noTitles
  // One more than is asked for tells whether there are more.
  const rows = titledHits(db, match, { ...filters, folderKey }, limit + 1)
  const titles = rows
    .slice(0, limit)
    .map(({ headKey: _headKey, key: _key, ...conversation }): FoundTitle => ({
      conversation,
      ranges: joinedRanges([...occurrences(conversation.title, query)]),
    }))
  return { titles, moreTitles: rows.length > limit }
}

function find(db: Connection, search: StoredSearch): FoundPage {
  const query = searchQuery(search.query)
  const match = matchOf(query)
  const { cursor, filters, limit } = search
  const folderKey = folderKeyOf(db, filters)
  const place = placeOfHits(cursor)
  if (match === null) return { ...noTitles, hits: [], nextCursor: null, complete: true }
  const looking = { query, match, limit, place, filters: plainFilters(filters, folderKey, place.before) }
  const page = search.order === 'best' ? bestPage(db, looking) : newestPage(db, looking)
  return { ...page, ...(cursor === null ? findTitles(db, { ...search, limit: firstTitles }) : noTitles) }
}

function findInConversation(db: Connection, id: ConversationId, typed: string) {
  conversationById(db, id)
  const match = matchOf(searchQuery(typed))
  const places = match === null ? [] : shownPlaces(db, id)
  const times = places.map(({ timeKey }) => timeKey)
  if (match === null || times.length === 0) return { messageIds: [], complete: true }
  const least = times.reduce((one, other) => Math.min(one, other))
  const greatest = times.reduce((one, other) => Math.max(one, other))
  const found = new Set(matchesBetween(db, match, { first: least, last: greatest }, lookedInChat))
  const messageIds = places.filter(({ timeKey }) => found.has(timeKey)).map(({ id: messageId }) => messageId)
  return { messageIds, complete: found.size < lookedInChat }
}

export function searchCalls(db: Connection): SearchCalls {
  const { read, write } = callsOf(db)
  return {
    search: (search) => read(() => find(db, search)),
    searchTitles: (search) => read(() => findTitles(db, search)),
    searchConversation: (id, query) => read(() => findInConversation(db, id, query)),
    answerModels: () => read(() => answerModels(db)),
    tidySearch: async (now) => {
      const until = performance.now() + tidyFor
      let more = true
      while (more && performance.now() < until) {
        more = await write(() => tidySearch(db, now))
        // What else has come in goes before the next slice.
        await setImmediate()
      }
      return more
    },
  }
}
