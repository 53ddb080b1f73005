import { CallError } from '../../callError.ts'
import type { ModelId } from '../../../../shared/contract/base.ts'
import type { StartedTurn } from '../../database/records.ts'
import type { OpenProfile } from '../../sessions/openProfile.ts'
import { procedures, profileOf } from '../context.ts'
import { announceChange } from '../announceChange.ts'
import { modelNameOf } from '../modelName.ts'
import { contextHandler } from './chatContext.ts'
import { settingsOfNewChats } from '../newChatSettings.ts'

/** Asks the model, unless this very turn was started by an earlier call. */
function answer(profile: OpenProfile, turn: StartedTurn, modelId: ModelId): void {
  if (!turn.started) return
  profile.touch()
  profile.runs.start(turn.conversationId, turn.answerId, modelId)
  announceChange(profile, turn.conversationId)
}

export const chatHandlers = {
  context: contextHandler,

  send: procedures.chat.send.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    const modelName = await modelNameOf(context, input.modelId)
    const settings = input.settings ?? settingsOfNewChats(profile.preferences())
    const turn = await profile.database.startTurn({ ...input, settings, modelName, createdAt: context.now() })
    answer(profile, turn, input.modelId)
    return { conversationId: turn.conversationId, answerId: turn.answerId }
  }),

  stop: procedures.chat.stop.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    if (!(await profile.database.conversationOf(input.answerId))) throw new CallError('MESSAGE_NOT_FOUND')
    profile.runs.stop(input.answerId)
    return {}
  }),

  continueAnswer: procedures.chat.continueAnswer.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    const { conversationId, answerId } = input
    const { modelId, ...content } = await profile.database.continueAnswer(
      conversationId,
      answerId,
      context.now(),
    )
    profile.touch()
    profile.runs.start(conversationId, answerId, modelId, content)
    announceChange(profile, conversationId)
    return {}
  }),

  answer: procedures.chat.answer.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    const modelName = await modelNameOf(context, input.modelId)
    const turn = await profile.database.startFirstAnswer({ ...input, modelName, createdAt: context.now() })
    answer(profile, turn, input.modelId)
    return { answerId: turn.answerId }
  }),

  edit: procedures.chat.edit.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    const modelName = await modelNameOf(context, input.modelId)
    const turn = await profile.database.startEdit({ ...input, modelName, createdAt: context.now() })
    answer(profile, turn, input.modelId)
    return { answerId: turn.answerId }
  }),

  regenerate: procedures.chat.regenerate.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    const modelName = await modelNameOf(context, input.modelId)
    const turn = await profile.database.startAnswer({ ...input, modelName, createdAt: context.now() })
    answer(profile, turn, input.modelId)
    return { answerId: turn.answerId }
  }),
}
