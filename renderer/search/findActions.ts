/** Finding words in the chat that is shown. */
import { flushSync } from 'react-dom'
import type { MessageId } from '../../shared/contract/base.ts'
import { searchQuery } from '../../shared/search/searchQuery.ts'
import { announce } from '../announcements/announcementStore.ts'
import { showError } from '../announcements/toastStore.ts'
import { call } from '../connection/call.ts'
import { useConversation } from '../conversation/conversationStore.ts'
import { lookAtMessage } from '../conversation/openAtMessage.ts'
import { failureOf } from '../errors/failure.ts'
import { sentenceOf } from '../errors/sentences.ts'
import { onEndOf } from '../state/profileState.ts'
import { placeIn } from './currentPlace.ts'
import { noFind, useFind, type FindState } from './findStore.ts'
import { firstInView, firstPlaceInView } from './messagesInView.ts'
import { articleOf, rangesOfArticle } from './textRanges.ts'

/** The id of the box in which is typed what is to be found. */
export const findBoxId = 'find'
/** How long typing has to rest before the chat is searched, in milliseconds. */
const rest = 120

/** Between a change of the chat and looking again: changes come in crowds. */
const restOfChanges = 300

let resting: ReturnType<typeof setTimeout> | undefined
let refreshing: ReturnType<typeof setTimeout> | undefined
let running = new AbortController()
/** What was typed is still to be found. */
let asked = false

function focusFind(): void {
  const box = document.getElementById(findBoxId)
  if (box instanceof HTMLInputElement) {
    box.focus()
    box.select()
  }
}

export function openFind(): void {
  const { currentId } = useConversation.getState()
  if (currentId === null) return
  const { conversationId, open } = useFind.getState()
  if (!open || conversationId !== currentId) {
    // At once: the next key is typed into it already.
    flushSync(() => useFind.setState({ ...noFind, open: true, conversationId: currentId }))
  }
  focusFind()
}

function halt(): void {
  clearTimeout(resting)
  running.abort()
  asked = false
}

export function closeFind(): void {
  halt()
  useFind.setState(noFind)
}

onEndOf('session', () => {
  halt()
  clearTimeout(refreshing)
  refreshing = undefined
})

export function setFindQuery(query: string): void {
  useFind.setState({ query })
  asked = true
  clearTimeout(resting)
  resting = setTimeout(() => void find(), rest)
}

async function find(): Promise<void> {
  const { query } = useFind.getState()
  useFind.setState({ marked: query, current: null })
  if (query.trim() === '') {
    halt()
    return useFind.setState({ ids: null, index: -1 })
  }
  await fetchFound((found) => {
    useFind.setState({ ...found, index: -1 })
    if (found.ids.length === 0) announce('Nothing found')
    else goToFirst(found.ids)
  })
}

/** Goes to the first place that is in view or follows, so that who reads is not thrown back. */
function goToFirst(ids: readonly MessageId[]): void {
  const index = firstInView(ids)
  const messageId = ids[index]
  const article = messageId === undefined ? null : articleOf(messageId)
  const places = article ? rangesOfArticle(article, searchQuery(useFind.getState().marked)) : []
  const at = places.length === 0 ? 0 : firstPlaceInView(places)
  if (at === null && index < ids.length - 1) goToMessage(index + 1, 0)
  else goToMessage(index, at ?? -1)
}

/** The chat has changed: looks again before long, and leaves the person where they are. */
export function refreshFindSoon(): void {
  refreshing ??= setTimeout(() => {
    refreshing = undefined
    const { ids, open } = useFind.getState()
    if (!open || !ids || asked) return
    void fetchFound((now) => useFind.setState((state) => ({ ...now, ...placeAmong(now.ids, state) })))
  }, restOfChanges)
}

/** Where the person is once other messages have it: at the same one, or at that which has taken its place. */
function placeAmong(ids: readonly MessageId[], { current, index }: Pick<FindState, 'current' | 'index'>) {
  const same = ids.findIndex((id) => id === current?.messageId)
  if (same >= 0) return { index: same }
  const next = Math.min(Math.max(index, 0), ids.length - 1)
  const messageId = ids[next]
  return { index: next, current: messageId === undefined ? null : { messageId, at: 0, count: null } }
}

interface FoundHere {
  readonly ids: readonly MessageId[]
  readonly complete: boolean
}

async function fetchFound(show: (found: FoundHere) => void): Promise<void> {
  const { conversationId, query } = useFind.getState()
  if (conversationId === null || conversationId !== useConversation.getState().currentId) return halt()
  running.abort()
  const mine = new AbortController()
  running = mine
  try {
    const { complete, messageIds } = await call((client) =>
      client.search.inConversation({ conversationId, query }, { signal: mine.signal }),
    )
    if (!mine.signal.aborted) show({ ids: messageIds, complete })
  } catch (error) {
    if (!mine.signal.aborted) showError(sentenceOf(failureOf(error)))
  } finally {
    if (running === mine) asked = false
  }
}

/** Goes to one of the messages that have it, and of the places in there to one, -1 being the last. */
function goToMessage(index: number, at: number): void {
  const { conversationId, ids } = useFind.getState()
  const messageId = ids?.[index]
  if (!ids || messageId === undefined || conversationId === null) return
  if (conversationId !== useConversation.getState().currentId) return
  useFind.setState({ index, current: { messageId, at, count: null } })
  const count = countRendered(messageId)
  const place = (useFind.getState().current?.at ?? 0) + 1
  announce(`${index + 1} of ${ids.length}${count > 1 ? `, match ${place} of ${count}` : ''}`)
  lookAtMessage(conversationId, messageId)
}

/** How many places a message has; 0 while it is not rendered. */
function countRendered(messageId: MessageId): number {
  const article = articleOf(messageId)
  if (article) placeIn(article, messageId)
  const { current } = useFind.getState()
  return current?.messageId === messageId ? (current.count ?? 0) : 0
}

/** Goes to the next place, or the one before: in the same message, then in the next; from the last to the first. */
export function findNext(step: -1 | 1): void {
  const { current, ids, index } = useFind.getState()
  if (!ids || ids.length === 0) return
  const count = current ? countRendered(current.messageId) : 0
  // Counting has made a number from the end one from the beginning.
  const at = (useFind.getState().current?.at ?? 0) + step
  if (at >= 0 && at < count) return goToMessage(index, at)
  goToMessage((index + step + ids.length) % ids.length, step === 1 ? 0 : -1)
}
