/** What is being changed of messages that were sent, and what was typed of it. */
import { create } from 'zustand'
import type { ConversationId, MessageId, ModelId } from '../../../shared/contract/base.ts'
import type { Message } from '../../../shared/contract/conversations.ts'
import { useConversation } from '../conversationStore.ts'

export interface EditDraft {
  readonly text: string
  /** Why it was not taken the last time; null when it was not tried, or changed since. */
  readonly problem: string | null
  /** It is on its way to the core. */
  readonly busy: boolean
  /** The name it was sent under before the connection was lost, to be sent under again: it may have arrived. */
  readonly sentAs: MessageId | null
}

/** A message that was changed and is sent again. It is shown as if the core had it already. */
export interface PendingEdit {
  readonly conversationId: ConversationId
  /** The version that was changed. */
  readonly editedId: MessageId
  readonly messageId: MessageId
  readonly text: string
  readonly modelId: ModelId
  /** Epoch milliseconds, by the clock of this window. */
  readonly createdAt: number
}

interface EditingState {
  /** The message whose text box is open, at the place (see `conversationStore`) where it was opened. */
  readonly opened: { readonly messageId: MessageId; readonly place: number } | null
  /** What was typed and neither sent, saved nor cancelled, also where the text box is closed. */
  readonly drafts: ReadonlyMap<MessageId, EditDraft>
  readonly pending: PendingEdit | null
}

const nothing: EditingState = { opened: null, drafts: new Map(), pending: null }

export const useEditing = create<EditingState>(() => nothing)

function put(messageId: MessageId, draft: EditDraft): void {
  useEditing.setState(({ drafts }) => ({ drafts: new Map(drafts).set(messageId, draft) }))
}

/** Opens the text box of a message, with what was last typed in it. */
export function openEditor(message: Message): void {
  const { drafts } = useEditing.getState()
  if (!drafts.has(message.id))
    put(message.id, { text: message.text, problem: null, busy: false, sentAs: null })
  useEditing.setState({ opened: { messageId: message.id, place: useConversation.getState().place } })
}

export function setEditText(messageId: MessageId, text: string): void {
  put(messageId, { text, problem: null, busy: false, sentAs: null })
}

export function changeDraft(messageId: MessageId, change: Partial<EditDraft>): void {
  const draft = useEditing.getState().drafts.get(messageId)
  if (draft) put(messageId, { ...draft, ...change })
}

/** Closes whichever text box is open. What was typed in it stays. */
export function closeEditor(): void {
  useEditing.setState({ opened: null })
}

/** Closes the text box of a message and forgets what was typed in it. */
export function forgetEdit(messageId: MessageId): void {
  useEditing.setState(({ drafts, opened }) => ({
    drafts: new Map([...drafts].filter(([id]) => id !== messageId)),
    opened: opened?.messageId === messageId ? null : opened,
  }))
}

export function clearEditing(): void {
  useEditing.setState(nothing)
}

/** The message whose text box is open in the conversation that is shown. */
export function useEditedId(): MessageId | null {
  const place = useConversation((state) => state.place)
  return useEditing(({ opened }) => (opened?.place === place ? opened.messageId : null))
}
