import { bounds } from '../../shared/bounds.ts'
import type { MessageId } from '../../shared/contract/base.ts'
import { joinedRanges, occurrences } from '../../shared/search/occurrences.ts'
import type { SearchQuery } from '../../shared/search/searchQuery.ts'

/** What begins a line of its own: no word and no phrase goes on from one into the next. */
const blocks = 'p, li, h1, h2, h3, h4, h5, h6, td, th, pre, blockquote'
/** What is not the message's own text. */
const furniture = 'button, .visually-hidden'
/**
 * A text longer than this, in UTF-16 code units, is marked up to here: the window has to stay quick (13 ms for so
 * much). No message of a person is longer.
 */
const longestMarked = bounds.messageText.max
/** More places in one text are not marked: a single letter stands in it fifty thousand times. */
const mostMarked = 2_000

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
    if (!(node instanceof Text) || node.parentElement?.closest(furniture)) continue
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
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle]?.start ?? Infinity) <= index) low = middle + 1
    else high = middle
  }
  const place = places[low - 1]
  return place ? { node: place.node, offset: Math.min(index - place.start, place.node.length) } : null
}

/** Where what is looked for stands in an element, from its beginning on; what touches is one place. */
export function rangesIn(element: Element, query: SearchQuery): readonly Range[] {
  const { places, text } = textOf(element)
  const ranges: Range[] = []
  for (const { end, start } of joinedRanges([...occurrences(text, query)]).slice(0, mostMarked)) {
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

/** The places in the text of a message, as far as it is rendered. */
export function rangesOfArticle(article: Element, query: SearchQuery): readonly Range[] {
  return [...article.querySelectorAll('.bubble')].flatMap((bubble) => rangesIn(bubble, query))
}

/** The article of a message; null while it is not rendered. */
export function articleOf(messageId: MessageId): HTMLElement | null {
  return document.querySelector<HTMLElement>(`.messages [data-message="${messageId}"]`)
}
