import { CallError } from '../../callError.ts'
import type { OpenProfile } from '../../sessions/openProfile.ts'
import { procedures, profileOf } from '../context.ts'

/** Tells all windows that connections or models are not what they were. */
function announced<Result>(profile: OpenProfile, result: Result): Result {
  profile.publish({ type: 'models-changed' })
  return result
}

export const connectionsHandlers = {
  list: procedures.connections.list.handler(async ({ context }) => ({
    connections: await profileOf(context).connections.list(),
  })),

  setKey: procedures.connections.setKey.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    return announced(profile, {
      connection: await profile.connections.setKey(input.connectionId, input.apiKey),
    })
  }),

  removeKey: procedures.connections.removeKey.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    return announced(profile, { connection: await profile.connections.setKey(input.connectionId, null) })
  }),

  saveServer: procedures.connections.saveServer.handler(async ({ context, input }) => {
    const { connections } = profileOf(context)
    const { connectionId, ...change } = input
    const connection = await (connectionId === null
      ? connections.addServer(change)
      : connections.changeServer(connectionId, change))
    return announced(profileOf(context), { connection })
  }),

  removeServer: procedures.connections.removeServer.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    await profile.connections.removeServer(input.connectionId)
    return announced(profile, {})
  }),

  test: procedures.connections.test.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    const { connectionId } = input
    const { models, problem } = await profile.connections.refreshModels(connectionId)
    if (problem === 'OFFLINE_ONLY') throw new CallError(problem)
    const { modelId } = profile.preferences()
    const isItsModel = modelId.startsWith(`${connectionId}:`)
    const found = problem === null && isItsModel ? await profile.connections.tryModel(modelId) : problem
    return announced(profile, { problem: found, modelCount: models.length })
  }),

  refreshModels: procedures.connections.refreshModels.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    const { problem } = await profile.connections.refreshModels(input.connectionId)
    if (problem === 'OFFLINE_ONLY') throw new CallError(problem)
    if (problem !== null) throw new CallError('PROVIDER_FAILED', { problem })
    return announced(profile, {})
  }),
}
