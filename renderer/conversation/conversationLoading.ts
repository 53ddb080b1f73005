/** Fetches what is shown of a conversation and keeps it as the database has it. */
import { bounds } from '../../shared/bounds.ts'
import type { ConversationId } from '../../shared/contract/base.ts'
import { showNote } from '../announcements/toastStore.ts'
import { leaveDrafts, receiveDraft } from '../composer/draftStore.ts'
import { call } from '../connection/call.ts'
import { oneAtATime, singleFlight } from '../connection/singleFlight.ts'
import { failureOf } from '../errors/failure.ts'
import { useSession } from '../session/sessionStore.ts'
import { withAnswerEvents } from './answerText.ts'
import { forgetPlace, goTo, keptPlace, useConversation, type OpenConversation } from './conversationStore.ts'
import { withRecordedEvents } from './eventRecorder.ts'
import { mergeMessages } from './mergeMessages.ts'

/** Messages fetched when a conversation is opened, and at a time when going back in it. */
const firstPage = 40
const earlierPage = 80

export function openConversation(id: ConversationId): void {
  if (useConversation.getState().currentId === id) return
  goTo(id)
  void leaveDrafts(id)
  refreshShown()
}

export function newChat(): void {
  goTo(null)
  void leaveDrafts('new')
}

/** Goes to the conversation that was shown before a reload or a lock, or fetches the one that is shown. */
export function reopenPlace(): void {
  const id = keptPlace()
  if (id && id !== useConversation.getState().currentId) goTo(id)
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

async function fetchShown(id: ConversationId): Promise<void> {
  const count = useConversation.getState().open?.messages.length ?? 0
  const limit = Math.min(Math.max(count, firstPage), bounds.page.max)
  const { fetched, events } = await withRecordedEvents(() =>
    call((client) => client.conversations.open({ conversationId: id, limit })),
  )
  const { currentId, open } = useConversation.getState()
  if (currentId !== id) return
  receiveDraft(id, fetched.draft)
  const page = mergeMessages(open ?? { messages: [], hasEarlier: false }, fetched)
  const { messages, complete } = withAnswerEvents(page.messages, events)
  const next: OpenConversation = {
    conversation: fetched.conversation,
    settings: fetched.settings,
    messages,
    hasEarlier: page.hasEarlier,
  }
  useConversation.setState({ open: next, failure: null, prepended: false })
  if (!complete) refreshShown()
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

function prepend(id: ConversationId, page: Pick<OpenConversation, 'messages' | 'hasEarlier'>): void {
  const { currentId, open } = useConversation.getState()
  const joins = open && page.messages.at(-1)?.id === open.messages[0]?.parentId
  if (currentId !== id || !joins) return
  const messages = [...page.messages, ...open.messages]
  useConversation.setState({ open: { ...open, messages, hasEarlier: page.hasEarlier }, prepended: true })
}
