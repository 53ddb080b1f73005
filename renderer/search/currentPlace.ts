/** Brings the place of what is looked for that was gone to into the middle of the list of messages. */
import type { MessageId } from '../../shared/contract/base.ts'
import { searchQuery } from '../../shared/search/searchQuery.ts'
import { countMatches, useFind } from './findStore.ts'
import { rangesOfArticle } from './textRanges.ts'

/** What scrolls by itself where a line is long. */
const sideways = '.code-block pre, .markdown-table'

/** The place in a message that is rendered; null when none was gone to, or when the text does not show it. */
export function placeIn(article: Element, messageId: MessageId): Range | null {
  const { current, marked } = useFind.getState()
  if (current?.messageId !== messageId) return null
  const ranges = rangesOfArticle(article, searchQuery(marked))
  countMatches(messageId, ranges.length)
  return ranges.at(useFind.getState().current?.at ?? 0) ?? null
}

/** Brings it into view where the line it stands in scrolls by itself. */
function showSideways(range: Range): void {
  const box = range.startContainer.parentElement?.closest(sideways)
  if (!box) return
  const frame = box.getBoundingClientRect()
  const place = range.getBoundingClientRect()
  if (place.left >= frame.left && place.right <= frame.right) return
  box.scrollLeft += (place.left + place.right) / 2 - (frame.left + frame.right) / 2
}

/** How far the list has to scroll until a place is in the middle, in pixels; null for one that is not painted. */
export function wayToMiddle(range: Range): number | null {
  const scroller = range.startContainer.parentElement?.closest('.messages')
  if (!scroller || range.getClientRects().length === 0) return null
  showSideways(range)
  const frame = scroller.getBoundingClientRect()
  const place = range.getBoundingClientRect()
  return (place.top + place.bottom) / 2 - (frame.top + frame.bottom) / 2
}
