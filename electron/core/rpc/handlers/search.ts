import { procedures, profileOf } from '../context.ts'

export const searchHandlers = {
  run: procedures.search.run.handler(async ({ context, input }) => {
    const { database, runs } = profileOf(context)
    const { titles, ...page } = await database.search(input)
    return {
      ...page,
      titles: titles.map(({ conversation, ranges }) => ({
        conversation: { ...conversation, running: runs.runningIn(conversation.id) !== null },
        ranges,
      })),
    }
  }),

  inConversation: procedures.search.inConversation.handler(({ context, input }) =>
    profileOf(context).database.searchConversation(input.conversationId, input.query),
  ),

  models: procedures.search.models.handler(async ({ context }) => ({
    models: await profileOf(context).database.answerModels(),
  })),
}
