import { undoTime } from '../../sessions/sessions.ts'
import { announceChange, announceDeletion } from '../announceChange.ts'
import { procedures, profileOf } from '../context.ts'

export const messagesHandlers = {
  correct: procedures.messages.correct.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    const { conversationId, messageId, text } = input
    await profile.database.correctMessage(conversationId, messageId, { text, at: context.now() })
    profile.publish({ type: 'conversation-changed', conversationId })
    return {}
  }),

  saveDraft: procedures.messages.saveDraft.handler(async ({ context, input }) => {
    const { conversationId, messageId, text } = input
    await profileOf(context).database.saveEditDraft(conversationId, messageId, text)
    return {}
  }),

  revisions: procedures.messages.revisions.handler(async ({ context, input }) => {
    const { database } = profileOf(context)
    return { revisions: [...(await database.messageRevisions(input.conversationId, input.messageId))] }
  }),

  deletion: procedures.messages.deletion.handler(({ context, input }) =>
    profileOf(context).database.deletionOfMessage(input.conversationId, input.messageId),
  ),

  delete: procedures.messages.delete.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    const { conversationId, messageId } = input
    const deletedAt = context.now()
    const deletion = await profile.database.deleteMessage(conversationId, messageId, deletedAt)
    if (deletion.wholeConversation) announceDeletion(profile, conversationId)
    else announceChange(profile, conversationId)
    return { ...deletion, undoUntil: deletedAt + undoTime }
  }),

  restore: procedures.messages.restore.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    await profile.database.restoreMessage(input.conversationId, input.messageId)
    announceChange(profile, input.conversationId)
    return {}
  }),
}
