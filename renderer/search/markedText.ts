/**
 * Marks words in the messages that are shown, by CSS highlights: ranges beside the document, so that nothing is put
 * into what Markdown has made. Where a browser has no highlights, nothing is marked.
 */
import { useEffect } from 'react'
import { searchQuery, type SearchQuery } from '../../shared/search/searchQuery.ts'
import { useConversation } from '../conversation/conversationStore.ts'
import { countMatches, useFind } from './findStore.ts'
import { articleOf, rangesIn } from './textRanges.ts'

const foundName = 'found'
/** The one place that was gone to, above the others. */
const currentName = 'found-current'

function markAll(query: SearchQuery): void {
  const { current } = useFind.getState()
  const article = current && articleOf(current.messageId)
  const found = new Highlight()
  const chosen = new Highlight()
  chosen.priority = 1
  for (const bubble of document.querySelectorAll('.messages .bubble')) {
    const ranges = rangesIn(bubble, query)
    for (const range of ranges) found.add(range)
    if (!current || !article?.contains(bubble)) continue
    countMatches(current.messageId, ranges.length)
    const place = ranges.at(useFind.getState().current?.at ?? 0)
    if (place) chosen.add(place)
  }
  CSS.highlights.set(foundName, found)
  CSS.highlights.set(currentName, chosen)
}

/** Marks while the messages that are rendered come and go, until the returned function is called. */
function keepMarked(typed: string): (() => void) | undefined {
  const query = searchQuery(typed)
  const talk = document.querySelector('main')
  if (query.length === 0 || !talk || !('highlights' in CSS)) return undefined
  let frame = 0
  const mark = (): void => {
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(() => markAll(query))
  }
  const observer = new MutationObserver(mark)
  observer.observe(talk, { childList: true, subtree: true, characterData: true })
  const stop = useFind.subscribe(mark)
  mark()
  return () => {
    observer.disconnect()
    stop()
    cancelAnimationFrame(frame)
    CSS.highlights.delete(foundName)
    CSS.highlights.delete(currentName)
  }
}

export function useMarkedText(): void {
  const currentId = useConversation((state) => state.currentId)
  const marked = useFind((state) => (state.conversationId === currentId ? state.marked : ''))
  useEffect(() => keepMarked(marked), [marked])
}
