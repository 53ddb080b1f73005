import { useEffect } from 'react'
import type { ConversationId, MessageId } from '../../../shared/contract/base.ts'
import { showError, showNote } from '../../announcements/toastStore.ts'
import { giveBack } from '../../composer/draftStore.ts'
import { focusComposer } from '../../composer/focusComposer.ts'
import { call } from '../../connection/call.ts'
import { failureOf } from '../../errors/failure.ts'
import { useConversation, type OpenConversation } from '../conversationStore.ts'
import { deletedMeanwhile } from './editActions.ts'
import { closeEditor, forgetEdit, useEditing, type OpenedEditor } from './editingStore.ts'

/** The path that is shown leads past the message, which is not merely above or below what was fetched of it. */
export function hasLeftPath(
  { hasLater, messages }: Pick<OpenConversation, 'hasLater' | 'messages'>,
  { depth, messageId }: Pick<OpenedEditor, 'depth' | 'messageId'>,
): boolean {
  if (messages.some(({ id }) => id === messageId)) return false
  const first = messages[0]?.depth ?? 0
  const last = messages.at(-1)?.depth ?? -1
  return depth >= first && (depth <= last || !hasLater)
}

async function isDeleted(conversationId: ConversationId, messageId: MessageId): Promise<boolean> {
  try {
    await call((client) => client.messages.deletion({ conversationId, messageId }))
    return false
  } catch (error) {
    return failureOf(error).code === 'MESSAGE_NOT_FOUND'
  }
}

/** What was typed in a text box, unless it is what the message says anyway. */
function typedIn({ messageId, text }: OpenedEditor): string | null {
  const typed = useEditing.getState().drafts.get(messageId)?.text ?? text
  return typed === text ? null : typed
}

/** The text box that was open is gone with its message: says what has become of what was typed, and of the cursor. */
async function settle(conversationId: ConversationId, opened: OpenedEditor): Promise<void> {
  const typed = typedIn(opened)
  closeEditor()
  if (document.activeElement === document.body) focusComposer()
  const deleted = await isDeleted(conversationId, opened.messageId)
  if (typed === null) {
    forgetEdit(opened.messageId)
    return showNote(deleted ? 'The message you were editing was deleted.' : 'Another version is shown now.')
  }
  if (!deleted)
    return showNote('Another version is shown now. What you typed is kept with the one you were editing.')
  forgetEdit(opened.messageId)
  giveBack(conversationId, typed)
  showError(deletedMeanwhile)
}

/** Looks after the text box whose message is not on the path any more: another window may have led it elsewhere. */
export function useEditedGone(): void {
  const open = useConversation((state) => state.open)
  const place = useConversation((state) => state.place)
  const opened = useEditing((state) => state.opened)
  const pending = useEditing((state) => state.pending)
  useEffect(() => {
    if (!open || opened?.place !== place || pending?.editedId === opened.messageId) return
    if (hasLeftPath(open, opened)) void settle(open.conversation.id, opened)
  }, [open, opened, pending, place])
}

/** The chat is gone with the message that was being edited: what was typed goes on in a new one. */
export function rescueEdit(): void {
  const { opened } = useEditing.getState()
  if (opened?.place !== useConversation.getState().place) return
  const typed = typedIn(opened)
  forgetEdit(opened.messageId)
  if (typed !== null) giveBack('new', typed)
}
