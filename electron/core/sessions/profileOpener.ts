import type { ModelId, ProfileId } from '../../../shared/contract/base.ts'
import type { Preferences } from '../../../shared/contract/preferences.ts'
import type { Copier } from '../backups/copier.ts'
import { openChecked, tidyProfileFolder } from '../backups/openChecked.ts'
import { ProfileBackups } from '../backups/profileBackups.ts'
import { mayNameChats } from '../chat/mayNameChats.ts'
import { createRuns } from '../chat/runs.ts'
import { createTitles } from '../chat/titles.ts'
import { Connections } from '../connections/connections.ts'
import { modelLimits } from '../context/modelLimits.ts'
import { endUnfinished } from '../database/openProfileDatabase.ts'
import type { ProfileDatabase } from '../database/profileDatabase.ts'
import type { Host } from '../host.ts'
import type { ModelCatalogue } from '../models/modelCatalogue.ts'
import { profileDatabaseFile } from '../profiles/profilePaths.ts'
import type { ProfileService, UnlockedKey } from '../profiles/profileService.ts'
import { createProfileProvider } from '../providers/profileProvider.ts'
import { NetworkGate, type NetworkRules } from '../providers/remote/networkGate.ts'
import type { Endpoint, LocalSettings, Provider, RemoteProvider } from '../providers/provider.ts'
import { addressOf } from '../providers/remote/protocol.ts'
import { createImports } from '../transfer/imports.ts'
import { createOpenProfile, type OpenProfile } from './openProfile.ts'

export interface ProfileOpenerOptions {
  readonly host: Host
  readonly profiles: ProfileService
  readonly local: Provider
  /** The models on this machine. */
  readonly models: Pick<ModelCatalogue, 'find'>
  readonly remote: (endpoint: Endpoint, gate: NetworkGate) => RemoteProvider
  readonly copier: Copier
  readonly now: () => number
}

/** Opens the database of a profile and ends what a process that died has left unfinished in it. */
function createDatabaseOpener({ copier, now }: ProfileOpenerOptions) {
  const tidied = new Set<string>()
  return (file: string, dataKey: Buffer): Promise<ProfileDatabase> => {
    // Once: what is unfinished later belongs to this process.
    if (!tidied.has(file)) tidyProfileFolder(file)
    tidied.add(file)
    return openChecked(copier, { file, dataKey }, async (database) => {
      await endUnfinished(database, now())
      return database
    })
  }
}

function localSettingsOf({ localThreads, keepInMemoryMinutes }: Preferences): LocalSettings {
  return { threads: localThreads, keepInMemory: keepInMemoryMinutes * 60_000 }
}

function networkRulesOf({ offlineLocalServers, offlineOnly }: Preferences): NetworkRules {
  return { offlineOnly, localServers: offlineLocalServers }
}

/** Each stays when its profile is closed: a download goes on, and ends when the profile comes back offline only. */
function createGates(): (id: ProfileId, preferences: Preferences) => NetworkGate {
  const gates = new Map<ProfileId, NetworkGate>()
  return (id, preferences) => {
    const rules = networkRulesOf(preferences)
    const gate = gates.get(id) ?? new NetworkGate(rules)
    gate.setRules(rules)
    gates.set(id, gate)
    return gate
  }
}

/** Whether a model's endpoint may be asked now; false where its connection was removed. */
async function isAllowed(gate: NetworkGate, asked: Promise<Endpoint | null>): Promise<boolean> {
  const endpoint = await asked
  return endpoint !== null && gate.allows(addressOf(endpoint))
}

/** How a profile comes to be open: its database, its connections, and who answers for it. */
export function createProfileOpener(
  options: ProfileOpenerOptions,
): (key: UnlockedKey) => Promise<OpenProfile> {
  const { copier, host, local, now } = options
  const openDatabase = createDatabaseOpener(options)
  const gateOf = createGates()
  return async (key) => {
    const { dataKey, profile } = key
    const { id } = profile
    // Somebody may have deleted it while the password was checked.
    if (!key.isNew) await options.profiles.get(id)
    const file = profileDatabaseFile(host.dataFolder, id)
    const database = await openDatabase(file, dataKey)
    const preferences = await database.preferences()
    const gate = gateOf(id, preferences)
    const remote = (endpoint: Endpoint): RemoteProvider => options.remote(endpoint, gate)
    const connections = new Connections({ database, environment: host.environment, remote, now })
    const endpointOf = (modelId: ModelId) => connections.endpoint(modelId)
    return createOpenProfile({
      id,
      database,
      dataKey,
      connections,
      gate,
      preferences,
      onPreferences: (changed) => gate.setRules(networkRulesOf(changed)),
      now,
      createImports: (publish) =>
        createImports(database, () => host.forkChild('transfer'), publish, host.logger),
      createBackups: (publish) =>
        new ProfileBackups({
          file,
          dataKey,
          copier,
          publish,
          afterCopy: () => database.emptyWal(),
          afterRemoval: (left) => database.keepFormerKeysOf(left),
          logger: host.logger,
          now,
        }),
      createRuns: (publish, current) => {
        const provider = createProfileProvider({
          local,
          remote,
          endpointOf,
          localSettings: () => localSettingsOf(current()),
        })
        const asking = { database, provider, logger: host.logger, publish, now }
        const known = { local: options.models, remote: () => connections.models() }
        const titles = createTitles({
          ...asking,
          mayAsk: (modelId) =>
            mayNameChats(current(), options.models, modelId, () => isAllowed(gate, endpointOf(modelId))),
        })
        return createRuns({ ...asking, limitsOf: (...model) => modelLimits(known, ...model), titles })
      },
    })
  }
}
