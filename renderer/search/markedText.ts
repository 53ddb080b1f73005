/**
 * Marks words in the messages that are shown, by CSS highlights: ranges beside the document, so that nothing is put
 * into what Markdown has made. Where a browser has no highlights, nothing is marked.
 */
import { useEffect } from 'react'
import { occurrences } from '../../shared/search/occurrences.ts'
import { searchQuery, type SearchQuery } from '../../shared/search/searchQuery.ts'
import { useConversation } from '../conversation/conversationStore.ts'
import { useFind } from './findStore.ts'

const highlightName = 'found'
/** What begins a line of its own: no word and no phrase goes on from one into the next. */
const blocks = 'p, li, h1, h2, h3, h4, h5, h6, td, th, pre, blockquote'
/** A text of a message longer than this, in UTF-16 code units, is marked up to here: the window has to stay quick. */
const longestMarked = 100_000

interface TextPlace {
  readonly node: Text
  readonly start: number
}

/** The text of an element as one string, with the nodes it is made of. */
function textOf(element: Element): { readonly text: string; readonly places: readonly TextPlace[] } {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const places: TextPlace[] = []
  let text = ''
  let block: Element | null = null
  for (let node = walker.nextNode(); node && text.length < longestMarked; node = walker.nextNode()) {
    if (!(node instanceof Text)) continue
    const own = node.parentElement?.closest(blocks) ?? null
    if (own !== block) text += '\n'
    block = own
    places.push({ node, start: text.length })
    text += node.data
  }
  return { text, places }
}

/** Where an index of the joined text lies: the last node that begins at or before it. */
function placeAt(places: readonly TextPlace[], index: number): { node: Text; offset: number } | null {
  const place = places.findLast(({ start }) => start <= index)
  return place ? { node: place.node, offset: Math.min(index - place.start, place.node.length) } : null
}

function rangesIn(element: Element, query: SearchQuery): readonly Range[] {
  const { places, text } = textOf(element)
  const ranges: Range[] = []
  for (const { end, start } of occurrences(text, query)) {
    const from = placeAt(places, start)
    const to = placeAt(places, end - 1)
    if (!from || !to) continue
    const range = document.createRange()
    range.setStart(from.node, from.offset)
    range.setEnd(to.node, Math.min(to.offset + 1, to.node.length))
    ranges.push(range)
  }
  return ranges
}

function markAll(query: SearchQuery): void {
  const bubbles = [...document.querySelectorAll('.messages .bubble')]
  CSS.highlights.set(highlightName, new Highlight(...bubbles.flatMap((bubble) => rangesIn(bubble, query))))
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
  mark()
  return () => {
    observer.disconnect()
    cancelAnimationFrame(frame)
    CSS.highlights.delete(highlightName)
  }
}

export function useMarkedText(): void {
  const currentId = useConversation((state) => state.currentId)
  const marked = useFind((state) => (state.conversationId === currentId ? state.marked : ''))
  useEffect(() => keepMarked(marked), [marked])
}
