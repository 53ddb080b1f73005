import type { ModelId } from '../../../../shared/contract/base.ts'
import { CallError } from '../../callError.ts'
import type { StartedTurn } from '../../database/profileDatabase.ts'
import type { OpenProfile } from '../../sessions/openProfile.ts'
import { procedures, profileOf, type CallContext } from '../context.ts'
import { announceChange } from './conversations.ts'

async function modelNameOf(context: CallContext, modelId: ModelId): Promise<string> {
  const model = await context.models.find(modelId)
  if (!model) throw new CallError('MODEL_NOT_FOUND')
  return model.name
}

/** Asks the model, unless this very turn was started by an earlier call. */
function answer(profile: OpenProfile, turn: StartedTurn, modelId: ModelId): void {
  if (!turn.started) return
  profile.touch()
  profile.runs.start(turn.conversationId, turn.answerId, modelId)
  announceChange(profile, turn.conversationId)
}

export const chatHandlers = {
  send: procedures.chat.send.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    const modelName = await modelNameOf(context, input.modelId)
    const turn = await profile.database.startTurn({ ...input, modelName, createdAt: context.now() })
    answer(profile, turn, input.modelId)
    return { conversationId: turn.conversationId, answerId: turn.answerId }
  }),

  stop: procedures.chat.stop.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    if (!(await profile.database.conversationOf(input.answerId))) throw new CallError('MESSAGE_NOT_FOUND')
    profile.runs.stop(input.answerId)
    return {}
  }),

  regenerate: procedures.chat.regenerate.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    const modelName = await modelNameOf(context, input.modelId)
    const turn = await profile.database.startAnswer({ ...input, modelName, createdAt: context.now() })
    answer(profile, turn, input.modelId)
    return { answerId: turn.answerId }
  }),
}
