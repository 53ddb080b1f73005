/** Fetches what is shown of a conversation and keeps it as the database has it. */
import { bounds } from '../../shared/bounds.ts'
import type { ConversationId, MessageId } from '../../shared/contract/base.ts'
import { showNote } from '../announcements/toastStore.ts'
import { leaveDrafts } from '../composer/draftSaving.ts'
import { receiveDraft } from '../composer/draftStore.ts'
import { call } from '../connection/call.ts'
import { oneAtATime, singleFlight } from '../connection/singleFlight.ts'
import { failureOf } from '../errors/failure.ts'
import { useSession } from '../session/sessionStore.ts'
import { whenIdle } from '../whenIdle.ts'
import { reachedBy, stillRunning, withAnswerEvents, type AnswerEvent } from './answerText.ts'
import {
  forgetPlace,
  goTo,
  keptPlace,
  useConversation,
  type OpenConversation,
  type Target,
} from './conversationStore.ts'
import { receiveEdits } from './editing/editDrafts.ts'
import { firstPage, takeEarly, type EarlyAnswer } from './earlyFetch.ts'
import { withRecordedEvents } from './eventRecorder.ts'
import { leftPlaceOf } from './leftPlaces.ts'
import { mergeMessages } from './mergeMessages.ts'
import { diedOpening } from './openingMark.ts'

/** Messages fetched at a time when going through a conversation. */
const earlierPage = 80
const laterPage = 80
/** What was asked for early is fetched again within so many milliseconds, once it is on the screen. */
const refreshWithin = 500

/** The place that the person has left in a chat; null for its end. */
function leftTarget(id: ConversationId): Target | null {
  const left = leftPlaceOf(id)
  return left && { ...left, focus: false }
}

export function openConversation(id: ConversationId): void {
  if (useConversation.getState().currentId === id) return
  const early = takeEarly(id)
  goTo(id, leftTarget(id))
  void leaveDrafts(id)
  if (early) void showEarly(early)
  else refreshShown()
}

/** Shows what was asked for before the conversation was opened, then what has changed since. */
async function showEarly({ fetched, id, value }: EarlyAnswer): Promise<void> {
  const { place } = useConversation.getState()
  const page = value ?? (await fetched)
  const now = useConversation.getState()
  if (now.place !== place) return
  if (!page) return refreshShown()
  if (!now.open) {
    receiveDraft(id, page.draft)
    receiveEdits(id, page.editDrafts)
    showPage(page, page, [])
  }
  whenIdle(refreshShown, refreshWithin)
}

export function newChat(): void {
  goTo(null)
  void leaveDrafts('new')
}

/** Goes to the conversation that was shown before a reload or a lock, or fetches the one that is shown. */
export function reopenPlace(): void {
  const id = keptPlace()
  const { currentId } = useConversation.getState()
  if (id && id !== currentId && diedOpening(id)) {
    goTo(null)
    showNote('The chat you had open made the window stop, so it wasn’t reopened. It’s still in your chats.')
  } else if (id && id !== currentId) goTo(id, leftTarget(id))
  refreshShown()
}

/** Fetches what is shown of the current conversation again. */
export const refreshShown: () => void = singleFlight(async () => {
  const { currentId } = useConversation.getState()
  if (currentId === null) return
  try {
    await fetchShown(currentId)
  } catch (error) {
    notFetched(currentId, error)
  }
})

/** What is shown is in the middle of the chat: the message in the middle of that. Null for the end of the chat. */
function middleOf(open: OpenConversation | null): MessageId | null {
  if (!open?.hasLater) return null
  return open.messages[Math.floor(open.messages.length / 2)]?.id ?? null
}

/** Fetches the messages around one of them, or the newest ones when it is not there (any more). */
async function openAround(conversationId: ConversationId, aroundMessageId: MessageId | null, limit: number) {
  const open = (around: MessageId | null) =>
    call((client) => client.conversations.open({ conversationId, aroundMessageId: around, limit }))
  try {
    return await open(aroundMessageId)
  } catch (error) {
    if (failureOf(error).code !== 'MESSAGE_NOT_FOUND') throw error
    return open(null)
  }
}

async function fetchShown(id: ConversationId): Promise<void> {
  const before = useConversation.getState()
  const limit = Math.min(Math.max(before.open?.messages.length ?? 0, firstPage), bounds.page.max)
  const around = before.target?.messageId ?? before.anchorId ?? middleOf(before.open)
  const { fetched, events } = await withRecordedEvents(() => openAround(id, around, limit))
  const { currentId, open, place, stretch } = useConversation.getState()
  if (currentId !== id) return
  // The person has gone somewhere else in the chat meanwhile.
  if (place !== before.place || stretch !== before.stretch) return refreshShown()
  receiveDraft(id, fetched.draft)
  receiveEdits(id, fetched.editDrafts)
  showPage(fetched, mergeMessages(open ?? nothingShown, fetched), events)
}

const nothingShown = { messages: [], hasEarlier: false, hasLater: false }

function showPage(
  fetched: Pick<OpenConversation, 'conversation' | 'settings' | 'runningAnswerId'>,
  page: Pick<OpenConversation, 'messages' | 'hasEarlier' | 'hasLater'>,
  events: readonly AnswerEvent[],
): void {
  const { conversation, settings } = fetched
  const reached = reachedBy({ ...page, runningAnswerId: fetched.runningAnswerId }, events)
  const { messages, complete } = withAnswerEvents(page.messages, reached)
  const runningAnswerId = stillRunning(fetched.runningAnswerId, events)
  const { hasEarlier, hasLater } = page
  const open: OpenConversation = { conversation, settings, messages, hasEarlier, hasLater, runningAnswerId }
  const { anchorId, stretch, target } = useConversation.getState()
  const found = messages.some(({ id }) => id === target?.messageId)
  const anchored = messages.some(({ id }) => id === anchorId)
  useConversation.setState({
    open,
    failure: null,
    prepended: false,
    target: found ? target : null,
    // The message is not there any more: the list begins anew, at the end.
    stretch: target && !found ? stretch + 1 : stretch,
    anchorId: anchored ? null : anchorId,
  })
  if (!complete) refreshShown()
}

/** Shows another stretch of the chat that is shown: around a message, or its end (null). */
export async function showStretch(target: Target | null): Promise<void> {
  const { currentId } = useConversation.getState()
  if (currentId === null) return
  try {
    const around = target?.messageId ?? null
    const { fetched, events } = await withRecordedEvents(() => openAround(currentId, around, firstPage))
    if (useConversation.getState().currentId !== currentId) return
    useConversation.setState(({ stretch }) => ({ stretch: stretch + 1, target }))
    showPage(fetched, fetched, events)
  } catch (error) {
    notFetched(currentId, error)
  }
}

function notFetched(id: ConversationId, error: unknown): void {
  if (useConversation.getState().currentId !== id) return
  const failure = failureOf(error)
  if (failure.code === 'CONVERSATION_NOT_FOUND') {
    forgetPlace()
    goTo(null)
    return showNote('The chat you had open is not there any more.')
  }
  // A lost connection is said by its banner, and everything is fetched once it is back.
  if (failure.code !== 'NOT_CONNECTED' && failure.code !== 'SIGNED_OUT') useConversation.setState({ failure })
}

/** Puts the messages before those that are shown above them. */
export const loadEarlier: () => void = oneAtATime(async () => {
  const { currentId, open } = useConversation.getState()
  const first = open?.messages[0]
  if (!currentId || !first || !open.hasEarlier || useSession.getState().phase !== 'signed-in') return
  try {
    const page = await call((client) =>
      client.conversations.earlier({
        conversationId: currentId,
        beforeMessageId: first.id,
        limit: earlierPage,
      }),
    )
    prepend(currentId, page)
  } catch (error) {
    notFetched(currentId, error)
  }
})

/** Puts the messages after those that are shown below them. */
export const loadLater: () => void = oneAtATime(async () => {
  const { currentId, open } = useConversation.getState()
  const last = open?.messages.at(-1)
  if (!currentId || !open || !last || !open.hasLater || useSession.getState().phase !== 'signed-in') return
  const input = { conversationId: currentId, afterMessageId: last.id, limit: laterPage }
  try {
    const { fetched, events } = await withRecordedEvents(() =>
      call((client) => client.conversations.later(input)),
    )
    append(currentId, fetched, events)
  } catch (error) {
    notFetched(currentId, error)
  }
})

function append(
  id: ConversationId,
  page: Pick<OpenConversation, 'messages' | 'hasLater'>,
  events: readonly AnswerEvent[],
): void {
  const { currentId, open } = useConversation.getState()
  const last = open?.messages.at(-1)
  if (currentId !== id || !open || !last || page.messages[0]?.parentId !== last.id) return
  const messages = [...open.messages, ...page.messages]
  showPage(open, { messages, hasEarlier: open.hasEarlier, hasLater: page.hasLater }, events)
}

function prepend(id: ConversationId, page: Pick<OpenConversation, 'messages' | 'hasEarlier'>): void {
  const { currentId, open } = useConversation.getState()
  const joins = open && page.messages.at(-1)?.id === open.messages[0]?.parentId
  if (currentId !== id || !joins) return
  const messages = [...page.messages, ...open.messages]
  useConversation.setState({ open: { ...open, messages, hasEarlier: page.hasEarlier }, prepended: true })
}
