import type { ConversationSummary } from '../../../../shared/contract/conversations.ts'
import { listTime } from '../../../../shared/futureTimes.ts'
import type { MessagePage, StoredConversation } from '../../database/records.ts'
import type { OpenProfile } from '../../sessions/openProfile.ts'
import { undoTime } from '../../sessions/sessions.ts'
import { announceChange, announceDeletion, announceMove } from '../announceChange.ts'
import { procedures, profileOf } from '../context.ts'
import { modelNameOf } from '../modelName.ts'

/** `now` in epoch milliseconds. */
function summaryOf(
  { runs }: OpenProfile,
  conversation: StoredConversation,
  now: number,
): ConversationSummary {
  const updatedAt = listTime(conversation.updatedAt, now)
  return { ...conversation, updatedAt, running: runs.runningIn(conversation.id) !== null }
}

function livePage({ runs }: OpenProfile, page: MessagePage) {
  return { ...page, messages: page.messages.map((message) => runs.withLiveText(message)) }
}

/** Where a conversation is listed, and whether it has ended. */
const orderHandlers = {
  setPinned: procedures.conversations.setPinned.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    const { conversationId, pinned } = input
    await profile.database.markConversation(conversationId, 'pinned', pinned ? context.now() : null)
    announceMove(profile, conversationId)
    return {}
  }),

  setFolder: procedures.conversations.setFolder.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    await profile.database.setConversationFolder(input.conversationId, input.folderId)
    announceMove(profile, input.conversationId)
    return {}
  }),

  setArchived: procedures.conversations.setArchived.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    const { archived, conversationId } = input
    await profile.database.markConversation(conversationId, 'archived', archived ? context.now() : null)
    announceMove(profile, conversationId)
    return {}
  }),

  end: procedures.conversations.end.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    const at = context.now()
    const { endedAt } = await profile.database.markConversation(input.conversationId, 'ended', at)
    announceChange(profile, input.conversationId)
    return { endedAt: endedAt ?? at }
  }),

  reopen: procedures.conversations.reopen.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    await profile.database.markConversation(input.conversationId, 'ended', null)
    announceChange(profile, input.conversationId)
    return {}
  }),
}

export const conversationsHandlers = {
  list: procedures.conversations.list.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    const now = context.now()
    const page = await profile.database.listConversations(input.place, input.cursor, input.limit, now)
    return {
      conversations: page.conversations.map((conversation) => summaryOf(profile, conversation, now)),
      nextCursor: page.nextCursor,
    }
  }),

  summaries: procedures.conversations.summaries.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    const found = await profile.database.conversations(input.conversationIds)
    return { conversations: found.map((conversation) => summaryOf(profile, conversation, context.now())) }
  }),

  open: procedures.conversations.open.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    const { aroundMessageId, conversationId, limit } = input
    const conversation = await profile.database.conversation(conversationId)
    const page =
      aroundMessageId === null
        ? await profile.database.lastMessages(conversationId, limit)
        : await profile.database.messagesAround(conversationId, aroundMessageId, limit)
    const draft = await profile.database.draft(conversationId)
    const editDrafts = [...(await profile.database.editDrafts(conversationId))]
    const settings = await profile.database.chatSettings(conversationId)
    const runningAnswerId = profile.runs.runningIn(conversationId)
    const summary = summaryOf(profile, conversation, context.now())
    const typed = { draft, editDrafts }
    return { conversation: summary, ...livePage(profile, page), ...typed, settings, runningAnswerId }
  }),

  earlier: procedures.conversations.earlier.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    const { conversationId, beforeMessageId, limit } = input
    return livePage(profile, await profile.database.messagesBefore(conversationId, beforeMessageId, limit))
  }),

  later: procedures.conversations.later.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    const { afterMessageId, conversationId, limit } = input
    return livePage(profile, await profile.database.messagesAfter(conversationId, afterMessageId, limit))
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

  ...orderHandlers,

  copyBranch: procedures.conversations.copyBranch.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    const { conversationId, messageId, newConversationId } = input
    const copy = { newId: newConversationId, at: context.now() }
    await profile.database.copyBranch(conversationId, messageId, copy)
    announceMove(profile, newConversationId)
    return {}
  }),

  delete: procedures.conversations.delete.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    const deletedAt = context.now()
    await profile.database.hideConversation(input.conversationId, deletedAt)
    profile.runs.stopIn(input.conversationId)
    announceDeletion(profile, input.conversationId)
    return { undoUntil: deletedAt + undoTime }
  }),

  restore: procedures.conversations.restore.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    await profile.database.restoreConversation(input.conversationId)
    announceMove(profile, input.conversationId)
    return {}
  }),

  selectVersion: procedures.conversations.selectVersion.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    await profile.database.showMessage(input.conversationId, input.messageId)
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
