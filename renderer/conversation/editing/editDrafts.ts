/** Keeps what is typed in the text boxes of messages with the core, as the composer's drafts are kept. */
import { bounds } from '../../../shared/bounds.ts'
import type { ConversationId, MessageId } from '../../../shared/contract/base.ts'
import type { EditDraft as KeptDraft } from '../../../shared/contract/messages.ts'
import { keepDrafts, saveDraftsSoon } from '../../composer/draftSaving.ts'
import { call } from '../../connection/call.ts'
import { changeDraft, forgetEdit, newDraft, useEditing, type EditDraft } from './editingStore.ts'

export function setEditText(messageId: MessageId, text: string): void {
  const draft = useEditing.getState().drafts.get(messageId)
  if (!draft) return
  changeDraft(messageId, { ...newDraft(draft.conversationId, text), saved: false })
  saveDraftsSoon()
}

/** A message was corrected otherwise than from its text box: what was typed there is kept again. */
export function keepUnsentEdit(messageId: MessageId): void {
  const text = useEditing.getState().drafts.get(messageId)?.text
  if (text !== undefined) setEditText(messageId, text)
}

/** Closes the text box of a message and forgets what was typed in it, here and in the core. */
export function dropEdit(messageId: MessageId): void {
  const conversationId = useEditing.getState().drafts.get(messageId)?.conversationId
  forgetEdit(messageId)
  if (conversationId === undefined) return
  useEditing.setState(({ dropped }) => ({ dropped: new Map(dropped).set(messageId, conversationId) }))
  saveDraftsSoon()
}

/** What the core has kept, where nothing is typed here. */
export function receiveEdits(conversationId: ConversationId, kept: readonly KeptDraft[]): void {
  const { drafts, dropped, pending } = useEditing.getState()
  const known = (id: MessageId): boolean => drafts.has(id) || dropped.has(id) || pending?.editedId === id
  const missing = kept.filter(({ messageId }) => !known(messageId))
  if (missing.length === 0) return
  const received = missing.map(({ messageId, text }) => [messageId, newDraft(conversationId, text)] as const)
  useEditing.setState({ drafts: new Map([...drafts, ...received]) })
}

async function saveTyped(messageId: MessageId, draft: EditDraft): Promise<void> {
  const { conversationId, text } = draft
  // Longer than a message may be: it stays here until it is shortened.
  if (text.length > bounds.messageText.max) return
  try {
    await call((client) => client.messages.saveDraft({ conversationId, messageId, text }))
    if (useEditing.getState().drafts.get(messageId) === draft) changeDraft(messageId, { saved: true })
  } catch {
    // It stays unsaved, so the next pause in typing tries again; the window holds the text meanwhile.
  }
}

async function saveDropped(messageId: MessageId, conversationId: ConversationId): Promise<void> {
  try {
    await call((client) => client.messages.saveDraft({ conversationId, messageId, text: null }))
    useEditing.setState(({ dropped }) => ({
      dropped: new Map([...dropped].filter(([id]) => id !== messageId)),
    }))
  } catch {
    // The next pause in typing tries again.
  }
}

async function save(): Promise<void> {
  const { drafts, dropped, pending } = useEditing.getState()
  const given = [...dropped].filter(([id]) => drafts.get(id)?.saved ?? true)
  await Promise.all(given.map(([id, conversationId]) => saveDropped(id, conversationId)))
  // What is being sent or put in place is used up by that, or saved once that was refused.
  const unsaved = [...drafts].filter(([id, { busy, saved }]) => !saved && !busy && pending?.editedId !== id)
  await Promise.all(unsaved.map(([id, draft]) => saveTyped(id, draft)))
}

/** What the core has of a chat that is not shown is asked for again when it is. */
function leave(shown: ConversationId | 'new'): void {
  const stays = ({ busy, conversationId, problem, saved, sentAs }: EditDraft): boolean =>
    conversationId === shown || !saved || busy || problem !== null || sentAs !== null
  useEditing.setState(({ drafts }) => ({
    drafts: new Map([...drafts].filter(([, draft]) => stays(draft))),
  }))
}

keepDrafts({ save, leave })
