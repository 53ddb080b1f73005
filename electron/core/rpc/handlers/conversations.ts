import type { ConversationSummary } from '../../../../shared/contract/conversations.ts'
import type { MessagePage, StoredConversation } from '../../database/profileDatabase.ts'
import type { OpenProfile } from '../../sessions/openProfile.ts'
import { undoTime } from '../../sessions/sessions.ts'
import { announceChange } from '../announceChange.ts'
import { procedures, profileOf } from '../context.ts'
import { modelNameOf } from '../modelName.ts'

function summaryOf({ runs }: OpenProfile, conversation: StoredConversation): ConversationSummary {
  return { ...conversation, running: runs.isRunning(conversation.id) }
}

function livePage({ runs }: OpenProfile, { messages, hasEarlier }: MessagePage) {
  return { messages: messages.map((message) => runs.withLiveText(message)), hasEarlier }
}

export const conversationsHandlers = {
  list: procedures.conversations.list.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    const page = await profile.database.listConversations(input.cursor, input.limit)
    return {
      conversations: page.conversations.map((conversation) => summaryOf(profile, conversation)),
      nextCursor: page.nextCursor,
    }
  }),

  open: procedures.conversations.open.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    const { conversationId, limit } = input
    const conversation = await profile.database.conversation(conversationId)
    const page = await profile.database.lastMessages(conversationId, limit)
    const draft = await profile.database.draft(conversationId)
    const settings = await profile.database.chatSettings(conversationId)
    return { conversation: summaryOf(profile, conversation), ...livePage(profile, page), draft, settings }
  }),

  earlier: procedures.conversations.earlier.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    const { conversationId, beforeMessageId, limit } = input
    return livePage(profile, await profile.database.messagesBefore(conversationId, beforeMessageId, limit))
  }),

  rename: procedures.conversations.rename.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    await profile.database.renameConversation(input.conversationId, input.title)
    announceChange(profile, input.conversationId)
    return {}
  }),

  setModel: procedures.conversations.setModel.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    await modelNameOf(context, input.modelId)
    await profile.database.setConversationModel(input.conversationId, input.modelId)
    announceChange(profile, input.conversationId)
    return {}
  }),

  setSettings: procedures.conversations.setSettings.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    await profile.database.setChatSettings(input.conversationId, input.settings)
    profile.publish({ type: 'conversation-changed', conversationId: input.conversationId })
    return {}
  }),

  delete: procedures.conversations.delete.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    const deletedAt = context.now()
    await profile.database.hideConversation(input.conversationId, deletedAt)
    profile.runs.stopIn(input.conversationId)
    profile.publish({ type: 'conversation-deleted', conversationId: input.conversationId })
    profile.publish({ type: 'conversations-changed' })
    return { undoUntil: deletedAt + undoTime }
  }),

  restore: procedures.conversations.restore.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    await profile.database.restoreConversation(input.conversationId)
    announceChange(profile, input.conversationId)
    return {}
  }),

  selectVersion: procedures.conversations.selectVersion.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    await profile.database.selectVersion(input.conversationId, input.messageId)
    announceChange(profile, input.conversationId)
    return {}
  }),

  saveDraft: procedures.conversations.saveDraft.handler(async ({ context, input }) => {
    await profileOf(context).database.saveDraft(input.conversationId, input.text)
    return {}
  }),

  newChatDraft: procedures.conversations.newChatDraft.handler(async ({ context }) => ({
    text: await profileOf(context).database.draft(null),
  })),
}
