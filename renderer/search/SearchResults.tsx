import type { SearchHit, TitleHit } from '../../shared/contract/search.ts'
import { focusComposer } from '../composer/focusComposer.ts'
import { openConversation } from '../conversation/conversationLoading.ts'
import { openAtMessage } from '../conversation/openAtMessage.ts'
import { sentenceOf } from '../errors/sentences.ts'
import { useDateTimeText } from '../preferences/preferencesStore.ts'
import { countSentence } from './countSentence.ts'
import { showFound } from './findStore.ts'
import { Marked } from './Marked.tsx'
import { ResultButton } from './ResultButton.tsx'
import { searchAgain, searchFurther } from './searchActions.ts'
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
  const { complete, hits, nextCursor, order, titles } = found
  const nothing = titles.length === 0 && hits.length === 0
  return (
    <>
      <p className="search-count">{countSentence(found)}</p>
      {nothing && nextCursor === null && <NothingFound />}
      {titles.length > 0 && (
        <ul aria-label="Chats found">
          {titles.map((title) => (
            <TitleRow key={title.conversation.id} title={title} />
          ))}
        </ul>
      )}
      {hits.length > 0 && (
        <ul aria-label="Messages found">
          {hits.map((hit) => (
            <HitRow key={hit.messageId} hit={hit} />
          ))}
        </ul>
      )}
      {order === 'best' && !complete && hits.length > 0 && nextCursor === null && (
        <p className="search-note">
          These are the best of the newest. Choose a time in the filters to see others.
        </p>
      )}
      {nextCursor !== null && <Further complete={complete} order={order} />}
    </>
  )
}

function NothingFound() {
  const filtered = useFilterCount() > 0
  return (
    <p className="search-note">
      {filtered ? 'No message passes the filters.' : 'Try fewer words, or only their beginnings.'}
    </p>
  )
}

function Further({ complete, order }: Pick<Found, 'complete' | 'order'>) {
  const searching = useSearch((state) => state.searching)
  const cut = !complete && order === 'newest'
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
  return (
    <li>
      <ResultButton
        className="search-result"
        onClick={() => {
          showFound(hit.conversationId, hit.messageId, useSearch.getState().query)
          void openAtMessage(hit.conversationId, hit.messageId)
        }}
      >
        <span className="search-title">{hit.title}</span>
        <span className="search-snippet" dir="auto">
          <Marked text={hit.snippet.text} ranges={hit.snippet.ranges} />
        </span>
        <span className="search-meta">
          {author}, {time}
        </span>
      </ResultButton>
    </li>
  )
}
