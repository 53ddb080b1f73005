/** What a person can do with the tree of messages besides adding to its end. */
import type { ConversationId, MessageId, ModelId } from '../../../shared/contract/base.ts'
import type { Message } from '../../../shared/contract/conversations.ts'
import type { Deletion } from '../../../shared/contract/messages.ts'
import { announce } from '../../announcements/announcementStore.ts'
import { showError, showNote, showUndo } from '../../announcements/toastStore.ts'
import { forgetChat, refreshChat } from '../../chats/chatsStore.ts'
import { focusComposer } from '../../composer/focusComposer.ts'
import { call } from '../../connection/call.ts'
import type { CallFailure } from '../../errors/callFailure.ts'
import { failureOf } from '../../errors/failure.ts'
import { sentenceOf } from '../../errors/sentences.ts'
import { namedModel } from '../../models/modelNames.ts'
import { useModels } from '../../models/modelsStore.ts'
import { newChat, openConversation, refreshShown } from '../conversationLoading.ts'
import { useConversation } from '../conversationStore.ts'
import { closeEditor } from '../editing/editingStore.ts'
import { startedAnswer, withAdded, withNewVersion } from '../localMessages.ts'
import { newConversationId, newMessageId } from '../newIds.ts'
import { reopening } from '../reopening.ts'
import { deletionNote, isAlone } from './deletionWords.ts'
import { openMessageDialog } from './messageDialogStore.ts'
import { wishFocus } from './messageFocus.ts'
import { oneStep } from './oneStep.ts'

interface Target {
  readonly conversationId: ConversationId
  readonly messageId: MessageId
}

/** Runs a step on the conversation that is shown. */
function inShown(step: (conversationId: ConversationId) => Promise<void>): Promise<void> {
  return oneStep(async () => {
    const { currentId } = useConversation.getState()
    if (currentId !== null) await step(currentId)
  })
}

/** Shows what a step leads to before it is fetched, unless the person has gone elsewhere. */
function showAhead(
  conversationId: ConversationId,
  change: (messages: readonly Message[]) => readonly Message[],
): void {
  const { open } = useConversation.getState()
  if (open?.conversation.id !== conversationId) return
  const messages = change(open.messages)
  const hasLater = open.hasLater && messages === open.messages
  useConversation.setState({ open: { ...open, messages, hasLater }, prepended: false })
  refreshShown()
}

/** Has another answer written beside one; the former one is kept. */
export function regenerate(answerId: MessageId, modelId: ModelId): Promise<void> {
  return inShown(async (conversationId) => {
    const newAnswerId = newMessageId()
    const input = { conversationId, answerId, newAnswerId, modelId }
    await reopening(conversationId, () => call((client) => client.chat.regenerate(input)))
    const model = namedModel(useModels.getState().models, modelId)
    showAhead(conversationId, (messages) => withNewVersion(messages, answerId, newAnswerId, model))
    wishFocus(newAnswerId)
  })
}

/** Has a person's message answered that has no answer any more. */
export function getAnswer(question: Message, modelId: ModelId): Promise<void> {
  return inShown(async (conversationId) => {
    const newAnswerId = newMessageId()
    const input = { conversationId, messageId: question.id, newAnswerId, modelId }
    await reopening(conversationId, () => call((client) => client.chat.answer(input)))
    const answer = startedAnswer(newAnswerId, question, namedModel(useModels.getState().models, modelId))
    showAhead(conversationId, (messages) => withAdded(messages, [answer]))
    wishFocus(newAnswerId)
  })
}

export interface Walk {
  readonly step: -1 | 1
  /** How far the button that was pressed is from the top of the window, in pixels. */
  readonly top: number
}

/** Runs a step that leads the path through a message, which then stays in view however long the path is. */
async function switching<Output>(anchorId: MessageId | null, step: () => Promise<Output>): Promise<Output> {
  useConversation.setState({ anchorId })
  try {
    return await step()
  } catch (error) {
    useConversation.setState({ anchorId: null })
    throw error
  }
}

/** Shows the version of a message that stands before or after it, with what was last shown below it. */
export function walkVersions({ version }: Message, { step, top }: Walk): Promise<void> {
  return inShown(async (conversationId) => {
    const messageId = step === 1 ? version.nextId : version.previousId
    if (messageId === null) return
    closeEditor()
    await switching(messageId, () =>
      call((client) => client.conversations.selectVersion({ conversationId, messageId })),
    )
    const buttons = ['Previous version', 'Next version']
    wishFocus(messageId, step === 1 ? buttons.toReversed() : buttons, top)
    announce(`Version ${version.index + step} of ${version.count}`)
    refreshShown()
  })
}

/** Copies the chat up to a message into a new one and goes there. */
export function copyToNewChat(messageId: MessageId): Promise<void> {
  return inShown(async (conversationId) => {
    const copy = newConversationId()
    await call((client) =>
      client.conversations.copyBranch({ conversationId, messageId, newConversationId: copy }),
    )
    openConversation(copy)
    void refreshChat(copy)
    showNote('This is a copy up to that message. The chat it comes from stays as it is.')
  })
}

/** Deletes a message at once where nothing else goes with it; else asks, and says what does. */
export function askToDelete(message: Message): Promise<void> {
  return inShown(async (conversationId) => {
    const target = { conversationId, messageId: message.id }
    const deletion = await call((client) => client.messages.deletion(target))
    if (isAlone(deletion)) await deleteMessage(target, message)
    else openMessageDialog({ kind: 'delete', message, deletion })
  })
}

/** Deletes what the person was asked about. */
export function confirmDelete(message: Message, { wholeConversation }: Deletion): Promise<void> {
  return inShown(async (conversationId) => {
    const target = { conversationId, messageId: message.id }
    await (wholeConversation ? deleteWhole(target) : deleteMessage(target, message))
  })
}

async function deleteMessage(target: Target, { parentId }: Message): Promise<void> {
  const { undoUntil, ...deletion } = await switching(parentId, () =>
    call((client) => client.messages.delete(target)),
  )
  refreshShown()
  void refreshChat(target.conversationId)
  if (parentId === null) focusComposer()
  else wishFocus(parentId)
  showUndo(deletionNote(deletion), () => void undoDeletion(target, undoUntil), undoUntil)
}

async function deleteWhole(target: Target): Promise<void> {
  const { conversationId } = target
  newChat()
  try {
    const { undoUntil, ...deletion } = await call((client) => client.messages.delete(target))
    forgetChat(conversationId)
    showUndo(deletionNote(deletion), () => void undoWhole(conversationId, undoUntil), undoUntil)
  } catch (error) {
    openConversation(conversationId)
    throw error
  }
}

function isGone({ code }: CallFailure): boolean {
  return code === 'MESSAGE_NOT_FOUND' || code === 'CONVERSATION_NOT_FOUND'
}

function undoSentence(failure: CallFailure): string {
  if (isGone(failure)) return 'This cannot be undone any more: it was deleted for good.'
  if (failure.code === 'ANSWER_RUNNING') return 'An answer is being written in this chat. Stop it, then undo.'
  return sentenceOf(failure)
}

/** Undoes a deletion. Where that fails for now, it is offered again for as long as it can be done. */
async function undo(step: () => Promise<void>, undoUntil: number, again: () => void): Promise<void> {
  try {
    await step()
  } catch (error) {
    const failure = failureOf(error)
    showError(undoSentence(failure))
    if (!isGone(failure) && Date.now() < undoUntil) showUndo('Not undone yet.', again, undoUntil)
  }
}

function undoDeletion(target: Target, undoUntil: number): Promise<void> {
  async function restore(): Promise<void> {
    const shown = useConversation.getState().currentId === target.conversationId
    await switching(shown ? target.messageId : null, () => call((client) => client.messages.restore(target)))
    announce('Message restored')
    void refreshChat(target.conversationId)
    if (useConversation.getState().currentId !== target.conversationId) return
    wishFocus(target.messageId)
    refreshShown()
  }
  return undo(restore, undoUntil, () => void undoDeletion(target, undoUntil))
}

function undoWhole(conversationId: ConversationId, undoUntil: number): Promise<void> {
  async function restore(): Promise<void> {
    await call((client) => client.conversations.restore({ conversationId }))
    void refreshChat(conversationId)
    openConversation(conversationId)
  }
  return undo(restore, undoUntil, () => void undoWhole(conversationId, undoUntil))
}
