import { bounds } from '../../shared/bounds.ts'
import type { SearchHit, TitleHit } from '../../shared/contract/search.ts'
import { plainSnippet } from '../../shared/search/plainSnippet.ts'
import { focusComposer } from '../composer/focusComposer.ts'
import { openConversation } from '../conversation/conversationLoading.ts'
import { openAtMessage } from '../conversation/openAtMessage.ts'
import { sentenceOf } from '../errors/sentences.ts'
import { useDateTimeText } from '../preferences/preferencesStore.ts'
import { countSentence } from './countSentence.ts'
import { showFound } from './findStore.ts'
import { Marked } from './Marked.tsx'
import { ResultButton } from './ResultButton.tsx'
import { searchAgain, searchFurther, showMoreTitles } from './searchActions.ts'
import { isCut } from './searchPages.ts'
import { useFilterCount, useSearch, type Found } from './searchStore.ts'

/** What was found, in the place of the chats: titles first, then messages. */
export function SearchResults() {
  const found = useSearch((state) => state.found)
  const failure = useSearch((state) => state.failure)
  return (
    <section className="search-results" aria-label="Search results">
      {failure && (
        <div className="chat-list-empty" role="alert">
          <p className="problem">{sentenceOf(failure)}</p>
          <button type="button" className="button-link" onClick={searchAgain}>
            Try again
          </button>
        </div>
      )}
      {found && <Results found={found} />}
    </section>
  )
}

function Results({ found }: { readonly found: Found }) {
  const { complete, hits, moreTitles, nextCursor, order, titles } = found
  const nothing = titles.length === 0 && hits.length === 0
  const partlyRanked = order === 'best' && !complete
  return (
    <>
      <p className="search-count">{countSentence(found)}</p>
      {partlyRanked && hits.length > 0 && (
        <p className="search-note">
          These are the best of the newest. Choose a time in the filters to see others.
        </p>
      )}
      {nothing && nextCursor === null && <NothingFound partlyRanked={partlyRanked} />}
      {titles.length > 0 && (
        <ul aria-label="Chats found">
          {titles.map((title) => (
            <TitleRow key={title.conversation.id} title={title} />
          ))}
        </ul>
      )}
      {moreTitles && <MoreTitles count={titles.length} />}
      {hits.length > 0 && (
        <ul aria-label="Messages found">
          {hits.map((hit) => (
            <HitRow key={hit.messageId} hit={hit} />
          ))}
        </ul>
      )}
      {nextCursor !== null && <Further cut={isCut(found)} />}
    </>
  )
}

function NothingFound({ partlyRanked }: { readonly partlyRanked: boolean }) {
  const filtered = useFilterCount() > 0
  if (partlyRanked) {
    return (
      <p className="search-note">
        None of the newest messages passes the filters. “Newest first” looks at older ones too.
      </p>
    )
  }
  return (
    <p className="search-note">
      {filtered ? 'No message passes the filters.' : 'Try fewer words, or only their beginnings.'}
    </p>
  )
}

function MoreTitles({ count }: { readonly count: number }) {
  if (count >= bounds.searchTitles.max) {
    return <p className="search-note">Only the {count} latest chats are shown.</p>
  }
  return (
    <ResultButton className="button search-further" onClick={showMoreTitles}>
      Show more chats
    </ResultButton>
  )
}

/** The way on. A search that was cut goes on by itself; only where that has failed is there a button for it. */
function Further({ cut }: { readonly cut: boolean }) {
  const searching = useSearch((state) => state.searching)
  if (cut && searching) return <p className="search-note">Searching older messages…</p>
  return (
    <>
      {cut && (
        <p className="search-note">Few messages pass the filters. Older ones were not looked at yet.</p>
      )}
      <ResultButton
        className="button search-further"
        aria-disabled={searching || undefined}
        onClick={() => void searchFurther()}
      >
        {cut ? 'Search further' : 'Show more'}
      </ResultButton>
    </>
  )
}

function TitleRow({ title: { conversation, ranges } }: { readonly title: TitleHit }) {
  const time = useDateTimeText(conversation.updatedAt)
  return (
    <li>
      <ResultButton
        className="search-result"
        onClick={() => {
          openConversation(conversation.id)
          focusComposer()
        }}
      >
        <span className="search-title">
          <Marked text={conversation.title} ranges={ranges} />
        </span>
        <span className="search-meta">
          {conversation.archived ? 'Archived chat, ' : 'Chat, '}
          {time}
        </span>
      </ResultButton>
    </li>
  )
}

function HitRow({ hit }: { readonly hit: SearchHit }) {
  const time = useDateTimeText(hit.createdAt)
  const author = hit.role === 'user' ? 'You' : (hit.modelName ?? 'Model')
  // What a person wrote is shown as it is.
  const snippet = hit.role === 'user' ? hit.snippet : plainSnippet(hit.snippet)
  return (
    <li>
      <ResultButton
        className="search-result"
        onClick={() => {
          showFound(hit.conversationId, hit.messageId, useSearch.getState().found?.query ?? '')
          void openAtMessage(hit.conversationId, hit.messageId)
        }}
      >
        <span className="search-title">{hit.title}</span>
        <span className="search-snippet" dir="auto">
          <Marked text={snippet.text} ranges={snippet.ranges} />
        </span>
        <span className="search-meta">
          {author}, {time}
        </span>
      </ResultButton>
    </li>
  )
}
