/** What the events of an answer do to the messages that are shown. */
import type { MessageId } from '../../shared/contract/base.ts'
import type { Message } from '../../shared/contract/conversations.ts'
import { announce } from '../announcements/announcementStore.ts'
import { showError } from '../announcements/toastStore.ts'
import { answerErrorSentences } from '../errors/sentences.ts'
import { onEndOf } from '../state/profileState.ts'
import { refreshShown } from './conversationLoading.ts'
import { useConversation, type OpenConversation, type Wait } from './conversationStore.ts'
import { reachedBy, stillRunning, withAnswerEvents, type AnswerEvent } from './answerText.ts'
import { recordEvents } from './eventRecorder.ts'
import { retrySentence } from './waitSentences.ts'

/** How much of an answer is read out when it has ended, in characters, and how much of it is looked at for that. */
const readOut = 160
const lookedAt = 1_000

/** Applies events of whatever conversation to the one that is shown; what does not fit is fetched again. */
export function applyToShown(events: readonly AnswerEvent[]): void {
  const { currentId, open } = useConversation.getState()
  const ours = events.filter((event) => event.conversationId === currentId)
  if (ours.length === 0) return
  recordEvents(ours)
  if (!open) return
  const { messages, complete } = withAnswerEvents(open.messages, reachedBy(open, ours))
  showMessages(open, messages, stillRunning(open.runningAnswerId, ours))
  showWaits(ours)
  ours.forEach((event) => tell(event, messages))
  if (!complete) refreshShown()
}

function showMessages(
  open: OpenConversation,
  messages: readonly Message[],
  runningAnswerId: MessageId | null,
): void {
  if (messages === open.messages && runningAnswerId === open.runningAnswerId) return
  useConversation.setState({ open: { ...open, messages, runningAnswerId }, prepended: false })
}

function waitOf(event: AnswerEvent): Wait | null {
  if (event.type === 'answer-retrying') return { kind: 'retrying', retryAt: event.retryAt }
  if (event.type !== 'answer-queued' || event.position === 0) return null
  return { kind: 'queued', position: event.position }
}

function showWaits(events: readonly AnswerEvent[]): void {
  const waits = new Map(useConversation.getState().waits)
  for (const event of events) {
    const wait = waitOf(event)
    if (wait) waits.set(event.messageId, wait)
    else waits.delete(event.messageId)
  }
  useConversation.setState({ waits })
}

/** Text without the marks of Markdown, which would be read out one by one. */
function spoken(text: string): string {
  return text
    .slice(0, lookedAt)
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/gu, '$1')
    .replaceAll(/[#*`>|~]+/gu, '')
    .trim()
}

const started = new Set<MessageId>()
onEndOf('session', () => started.clear())

/** Says when an answer starts and ends; never each piece of it. */
function tell(event: AnswerEvent, messages: readonly Message[]): void {
  if (event.type === 'answer-text' && !started.has(event.messageId)) {
    started.add(event.messageId)
    announce('Answer started')
  }
  if (event.type === 'answer-retrying') announce(retrySentence(event.retryAt, Date.now()))
  if (event.type !== 'answer-ended') return
  started.delete(event.messageId)
  if (event.setback) return showError(`Nothing was added. ${answerErrorSentences[event.setback]}`)
  const text = messages.find((message) => message.id === event.messageId)?.text ?? ''
  announce(text === '' ? 'Answer finished' : `Answer finished: ${spoken(text).slice(0, readOut)}`)
}
