import type { MessageId } from '../../shared/contract/base.ts'
import { useConversation } from '../conversation/conversationStore.ts'

const listSelector = '.messages'

function topOfView(): number {
  return document.querySelector(listSelector)?.getBoundingClientRect().top ?? 0
}

/** The messages that are loaded, from the first one that is in view on. */
function fromViewOn(): readonly MessageId[] {
  const scroller = document.querySelector(listSelector)
  const { messages } = useConversation.getState().open ?? { messages: [] }
  const top = topOfView()
  const articles = [...(scroller?.querySelectorAll<HTMLElement>('[data-message]') ?? [])]
  const first = articles.find((article) => article.getBoundingClientRect().bottom > top)
  const index = messages.findIndex(({ id }) => id === first?.dataset['message'])
  return messages.slice(Math.max(index, 0)).map(({ id }) => id)
}

/** Of messages in the order of their path, the index of the first that is in view or follows; else of the last. */
export function firstInView(ids: readonly MessageId[]): number {
  const ahead = new Set(fromViewOn())
  const index = ids.findIndex((id) => ahead.has(id))
  return index < 0 ? ids.length - 1 : index
}

/** Of places in a message, the index of the first that is in view or follows; null when all are above. */
export function firstPlaceInView(places: readonly Range[]): number | null {
  const top = topOfView()
  const index = places.findIndex((place) => place.getBoundingClientRect().bottom > top)
  return index < 0 ? null : index
}
