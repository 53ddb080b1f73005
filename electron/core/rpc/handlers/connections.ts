import { CallError } from '../../callError.ts'
import type { OpenProfile } from '../../sessions/openProfile.ts'
import type { ProviderProblem } from '../../providers/provider.ts'
import { procedures, profileOf } from '../context.ts'

/** Tells all windows that connections or models are not what they were. */
function announced<Result>(profile: OpenProfile, result: Result): Result {
  profile.publish({ type: 'models-changed' })
  return result
}

const nothingWrong = { problem: null, details: null }

/** What is wrong, and what the provider said of it. */
function told({ details = null, problem }: ProviderProblem): Required<ProviderProblem> {
  return { problem, details }
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
    const listing = await profile.connections.refreshModels(connectionId)
    if (listing.problem === 'OFFLINE_ONLY') throw new CallError(listing.problem)
    const modelCount = listing.models.length
    if (listing.problem !== null) return announced(profile, { ...told(listing), modelCount })
    const { modelId } = profile.preferences()
    const isItsModel = modelId.startsWith(`${connectionId}:`)
    const found = isItsModel ? await profile.connections.tryModel(modelId) : null
    return announced(profile, { ...(found ? told(found) : nothingWrong), modelCount })
  }),

  refreshModels: procedures.connections.refreshModels.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    const listing = await profile.connections.refreshModels(input.connectionId)
    if (listing.problem === 'OFFLINE_ONLY') throw new CallError(listing.problem)
    if (listing.problem !== null) throw new CallError('PROVIDER_FAILED', told(listing))
    return announced(profile, {})
  }),
}
