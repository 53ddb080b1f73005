import type { FoundTitles } from '../../database/search/searchCalls.ts'
import type { OpenProfile } from '../../sessions/openProfile.ts'
import { procedures, profileOf } from '../context.ts'

/** Chats found by their titles, with what only the runs know of them. */
function withRunning({ runs }: OpenProfile, titles: FoundTitles['titles']) {
  return titles.map(({ conversation, ranges }) => ({
    conversation: { ...conversation, running: runs.runningIn(conversation.id) !== null },
    ranges,
  }))
}

export const searchHandlers = {
  run: procedures.search.run.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    const { titles, ...page } = await profile.database.search(input)
    return { ...page, titles: withRunning(profile, titles) }
  }),

  titles: procedures.search.titles.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    const { moreTitles, titles } = await profile.database.searchTitles(input)
    return { moreTitles, titles: withRunning(profile, titles) }
  }),

  inConversation: procedures.search.inConversation.handler(({ context, input }) =>
    profileOf(context).database.searchConversation(input.conversationId, input.query),
  ),

  models: procedures.search.models.handler(async ({ context }) => ({
    models: await profileOf(context).database.answerModels(),
  })),
}
