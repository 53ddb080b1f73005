/** What a person can do with a changed text of a message: send it as another version, or put it in place. */
import type { ConversationId, MessageId, ModelId } from '../../../shared/contract/base.ts'
import type { Message } from '../../../shared/contract/conversations.ts'
import { announce } from '../../announcements/announcementStore.ts'
import { showError } from '../../announcements/toastStore.ts'
import { refreshChat } from '../../chats/chatsStore.ts'
import { saveDraftsSoon } from '../../composer/draftSaving.ts'
import { giveBack } from '../../composer/draftStore.ts'
import { focusComposer } from '../../composer/focusComposer.ts'
import { call } from '../../connection/call.ts'
import type { CallFailure } from '../../errors/callFailure.ts'
import { failureOf } from '../../errors/failure.ts'
import { sentenceOf } from '../../errors/sentences.ts'
import { namedModel } from '../../models/modelNames.ts'
import { useModels } from '../../models/modelsStore.ts'
import { wishFocus } from '../branching/messageFocus.ts'
import { refreshShown } from '../conversationLoading.ts'
import { useConversation } from '../conversationStore.ts'
import { startedAnswer, withAdded, withCorrected, withEditedVersion } from '../localMessages.ts'
import { newMessageId } from '../newIds.ts'
import { reopening } from '../reopening.ts'
import { dropEdit } from './editDrafts.ts'
import { changeDraft, closeEditor, forgetEdit, useEditing, type PendingEdit } from './editingStore.ts'

export const deletedMeanwhile = 'This message was deleted meanwhile. Your text is in the message field now.'

/** Sends the changed text as another version of a message; the former one is kept with all that follows it. */
export async function sendEdited(message: Message, modelId: ModelId): Promise<void> {
  const { currentId } = useConversation.getState()
  const { drafts, pending } = useEditing.getState()
  const draft = drafts.get(message.id)
  if (currentId === null || !draft || draft.busy || pending) return
  const edit: PendingEdit = {
    conversationId: currentId,
    editedId: message.id,
    messageId: draft.sentAs ?? newMessageId(),
    text: draft.text,
    modelId,
    createdAt: Date.now(),
  }
  changeDraft(message.id, { problem: null, sentAs: edit.messageId })
  useEditing.setState({ pending: edit })
  await deliver(edit)
}

async function deliver(edit: PendingEdit): Promise<void> {
  const { conversationId, editedId, messageId, modelId, text } = edit
  const input = { conversationId, messageId: editedId, newMessageId: messageId, text, modelId }
  try {
    const { answerId } = await reopening(conversationId, () => call((client) => client.chat.edit(input)))
    forgetEdit(editedId)
    accepted(edit, answerId)
  } catch (error) {
    refused(edit, failureOf(error))
  } finally {
    useEditing.setState({ pending: null })
  }
}

/** The core has stored the version: it takes the place of the one that was shown ahead. */
function accepted(edit: PendingEdit, answerId: MessageId): void {
  const { open } = useConversation.getState()
  if (open?.conversation.id === edit.conversationId) {
    const path = withEditedVersion(open.messages, edit.editedId, edit)
    const sent = path.at(-1)
    const model = namedModel(useModels.getState().models, edit.modelId)
    const messages =
      sent?.id === edit.messageId ? withAdded(path, [startedAnswer(answerId, sent, model)]) : path
    useConversation.setState({ open: { ...open, messages, hasLater: false }, prepended: false })
    if (document.activeElement === document.body) focusComposer()
    refreshShown()
  }
  void refreshChat(edit.conversationId)
}

/** What was typed is there again, with what went wrong. */
function refused({ conversationId, editedId, text }: PendingEdit, failure: CallFailure): void {
  if (failure.code === 'MESSAGE_NOT_FOUND') {
    forgetEdit(editedId)
    giveBack(conversationId, text)
    refreshShown()
    return showError(deletedMeanwhile)
  }
  const problem = sentenceOf(failure)
  changeDraft(editedId, { problem })
  saveDraftsSoon()
  if (useConversation.getState().currentId !== conversationId) showError(problem)
}

/** Replaces the text of a message. The former one is kept among its earlier texts. */
export async function correctMessage(
  conversationId: ConversationId,
  messageId: MessageId,
  text: string,
): Promise<void> {
  await call((client) => client.messages.correct({ conversationId, messageId, text }))
  const { open } = useConversation.getState()
  if (open?.conversation.id !== conversationId) return
  const messages = withCorrected(open.messages, messageId, text, Date.now())
  useConversation.setState({ open: { ...open, messages }, prepended: false })
  refreshShown()
}

/** Puts the changed text in place, without a new answer. */
export async function saveInPlace(message: Message): Promise<void> {
  const { currentId } = useConversation.getState()
  const draft = useEditing.getState().drafts.get(message.id)
  if (currentId === null || !draft || draft.busy) return
  if (draft.text === message.text) return leaveEditor(message, 'forget')
  changeDraft(message.id, { problem: null, busy: true })
  try {
    await correctMessage(currentId, message.id, draft.text)
    leaveEditor(message, 'forget')
    announce('Saved in place')
  } catch (error) {
    changeDraft(message.id, { problem: sentenceOf(failureOf(error)), busy: false })
    saveDraftsSoon()
  }
}

/** Closes the text box and goes back to the button that opened it. */
export function leaveEditor(message: Message, typed: 'keep' | 'forget'): void {
  const draft = useEditing.getState().drafts.get(message.id)
  if (typed === 'keep' && draft && draft.text !== message.text) closeEditor()
  else dropEdit(message.id)
  wishFocus(message.id, ['Edit'])
}
