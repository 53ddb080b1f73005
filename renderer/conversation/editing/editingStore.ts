/** What is being changed of messages that were sent, and what was typed of it. */
import type { ConversationId, MessageId, ModelId } from '../../../shared/contract/base.ts'
import type { Message } from '../../../shared/contract/conversations.ts'
import { createProfileStore, onEndOf } from '../../state/profileState.ts'
import { useConversation } from '../conversationStore.ts'

export interface EditDraft {
  readonly conversationId: ConversationId
  readonly text: string
  /** The core has it, or there is nothing that it would have to keep. */
  readonly saved: boolean
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

export interface OpenedEditor {
  readonly messageId: MessageId
  readonly place: number
  /** How deep the message stands in its tree, and what it said. */
  readonly depth: number
  readonly text: string
}

interface EditingState {
  /** The message whose text box is open, at the place (see `conversationStore`) where it was opened. */
  readonly opened: OpenedEditor | null
  /** What was typed and neither sent, saved nor cancelled, also where the text box is closed. */
  readonly drafts: ReadonlyMap<MessageId, EditDraft>
  /** What was given up, by message, and the core does not know that yet. */
  readonly dropped: ReadonlyMap<MessageId, ConversationId>
  readonly pending: PendingEdit | null
}

const nothing: EditingState = { opened: null, drafts: new Map(), dropped: new Map(), pending: null }

export const useEditing = createProfileStore<EditingState>(() => nothing, 'profile')

function put(messageId: MessageId, draft: EditDraft): void {
  useEditing.setState(({ drafts }) => ({ drafts: new Map(drafts).set(messageId, draft) }))
}

/** What stands in a text box before anything is done with it. */
export function newDraft(conversationId: ConversationId, text: string): EditDraft {
  return { conversationId, text, saved: true, problem: null, busy: false, sentAs: null }
}

/** Opens the text box of a message, with what was last typed in it. */
export function openEditor({ depth, id, text }: Message): void {
  const { currentId, place } = useConversation.getState()
  if (currentId === null) return
  if (!useEditing.getState().drafts.has(id)) put(id, newDraft(currentId, text))
  useEditing.setState({ opened: { messageId: id, place, depth, text } })
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

// Whether the core has taken what was on its way is not heard any more: it stands in its text box, to be sent again.
onEndOf('session', () =>
  useEditing.setState(({ drafts }) => ({
    drafts: new Map([...drafts].map(([id, draft]) => [id, { ...draft, busy: false }])),
    pending: null,
  })),
)

/** Something was typed for a message and is kept, unless it is what the message says. */
export function useUnsentEdit({ id, text }: Message): boolean {
  return useEditing(({ drafts, pending }) => {
    const draft = drafts.get(id)
    return draft !== undefined && draft.text !== text && pending?.editedId !== id
  })
}

/** The message whose text box is open in the conversation that is shown. */
export function useEditedId(): MessageId | null {
  const place = useConversation((state) => state.place)
  return useEditing(({ opened }) => (opened?.place === place ? opened.messageId : null))
}
