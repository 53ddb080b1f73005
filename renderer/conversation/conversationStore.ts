import type { ConversationId, MessageId, ModelId } from '../../shared/contract/base.ts'
import type { ConversationSummary, Message } from '../../shared/contract/conversations.ts'
import type { ChatSettings } from '../../shared/contract/preferences.ts'
import type { CallFailure } from '../errors/callFailure.ts'
import { createProfileStorage } from '../state/profileStorage.ts'
import { createProfileStore } from '../state/profileState.ts'
import { forgetOpening, markOpening } from './openingMark.ts'

/** What has been fetched of the conversation that is shown. */
export interface OpenConversation {
  readonly conversation: ConversationSummary
  /** A stretch of the active path, oldest first: its end, unless `hasLater`. */
  readonly messages: readonly Message[]
  readonly hasEarlier: boolean
  /** The path goes on after the last of `messages`. */
  readonly hasLater: boolean
  readonly settings: ChatSettings
  /** The answer that is being written, as the core knows it; it may stand outside of `messages`. */
  readonly runningAnswerId: MessageId | null
}

/** A message that is to be brought into view. */
export interface Target {
  readonly messageId: MessageId
  /** It also gets the focus, for the person went there. */
  readonly focus: boolean
  /** How far below the top of the list (pixels) its own is to stand; without it, it comes to the middle and stands out. */
  readonly top?: number
}

/** Why nothing of an answer arrives yet. */
export type Wait =
  | { readonly kind: 'queued'; readonly position: number }
  /** The provider is busy and is asked again at `retryAt`, in epoch milliseconds. */
  | { readonly kind: 'retrying'; readonly retryAt: number }

interface ConversationState {
  /** Counts the places gone to. A new chat that becomes a conversation by its first message stays the same place. */
  readonly place: number
  /** Counts the stretches of the same conversation that were shown one after the other, with a gap between them. */
  readonly stretch: number
  /** Null in a new chat. */
  readonly currentId: ConversationId | null
  /** Null until it has been fetched. */
  readonly open: OpenConversation | null
  /** The model that was just chosen for it, until the core has kept that. */
  readonly chosenModelId: ModelId | null
  /** Why it could not be fetched. */
  readonly failure: CallFailure | null
  /** The answers that wait, and what for. */
  readonly waits: ReadonlyMap<MessageId, Wait>
  /** The answers whose reasoning is opened; it stays so while they are scrolled out of sight. */
  readonly openReasoning: ReadonlySet<MessageId>
  /** The last change put messages before those that were shown. */
  readonly prepended: boolean
  /** Until it is in view. */
  readonly target: Target | null
  /** Where the path was just switched: what is fetched next is fetched around it, until it is there. */
  readonly anchorId: MessageId | null
}

const nothing: Omit<ConversationState, 'place' | 'stretch'> = {
  currentId: null,
  open: null,
  chosenModelId: null,
  failure: null,
  waits: new Map(),
  openReasoning: new Set(),
  prepended: false,
  target: null,
  anchorId: null,
}

/** The places go on being counted: what is typed and kept for the profile to come back to was typed at one. */
export const useConversation = createProfileStore<ConversationState>((before) => ({
  ...nothing,
  place: before?.place ?? 0,
  stretch: before?.stretch ?? 0,
}))

/** A reload, or a lock, comes back to the same chat. Only its id is kept. */
const shownChat = createProfileStorage('conversation')

export function goTo(currentId: ConversationId | null, target: Target | null = null): void {
  if (currentId === null) forgetOpening()
  else markOpening(currentId)
  useConversation.setState(({ place }) => ({ ...nothing, currentId, target, place: place + 1 }))
  shownChat.write(currentId)
}

/** The new chat that is shown has become a conversation. */
export function becomeConversation(open: OpenConversation): void {
  useConversation.setState({ currentId: open.conversation.id, open, failure: null, prepended: false })
  shownChat.write(open.conversation.id)
}

/** The conversation that was shown before a reload or a lock; null for a new chat. */
export function keptPlace(): ConversationId | null {
  // Only ids of conversations are written there.
  return shownChat.read() as ConversationId | null
}

export function forgetPlace(): void {
  forgetOpening()
  shownChat.write(null)
}

/** The model that was chosen is kept by the core, or was refused by it. A later choice stands. */
export function settleModel(modelId: ModelId, kept: boolean): void {
  const { chosenModelId, open } = useConversation.getState()
  if (chosenModelId !== modelId) return
  const changed = kept && open ? { ...open, conversation: { ...open.conversation, modelId } } : open
  useConversation.setState({ chosenModelId: null, open: changed })
}

export function setReasoningOpen(id: MessageId, open: boolean): void {
  const { openReasoning } = useConversation.getState()
  // A closed or opened one says so as soon as it is there.
  if (openReasoning.has(id) === open) return
  const opened = new Set(openReasoning)
  if (open) opened.add(id)
  else opened.delete(id)
  useConversation.setState({ openReasoning: opened })
}
