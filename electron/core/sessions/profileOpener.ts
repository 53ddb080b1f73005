import type { ModelId } from '../../../shared/contract/base.ts'
import type { Preferences } from '../../../shared/contract/preferences.ts'
import { createRuns } from '../chat/runs.ts'
import { Connections } from '../connections/connections.ts'
import { openProfileDatabase } from '../database/openProfileDatabase.ts'
import type { ProfileDatabase } from '../database/profileDatabase.ts'
import type { Host } from '../host.ts'
import { profileDatabaseFile } from '../profiles/createProfileService.ts'
import type { ProfileService, UnlockedKey } from '../profiles/profileService.ts'
import { createProfileProvider } from '../providers/profileProvider.ts'
import type { Endpoint, LocalSettings, Provider, RemoteProvider } from '../providers/provider.ts'
import { createOpenProfile, type OpenProfile } from './openProfile.ts'

export interface ProfileOpenerOptions {
  readonly host: Host
  readonly profiles: ProfileService
  readonly local: Provider
  readonly remote: (endpoint: Endpoint) => RemoteProvider
  readonly now: () => number
}

/** Opens the database of a profile and ends what a process that died has left unfinished in it. */
async function openDatabase({ host, now }: ProfileOpenerOptions, key: UnlockedKey): Promise<ProfileDatabase> {
  const file = profileDatabaseFile(host.dataFolder, key.profile.id)
  const database = await openProfileDatabase({ file, dataKey: key.dataKey })
  try {
    await database.interruptUnfinished(now())
    await database.deleteHidden(now())
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}

function localSettingsOf({ localThreads, keepInMemoryMinutes }: Preferences): LocalSettings {
  return { threads: localThreads, keepInMemory: keepInMemoryMinutes * 60_000 }
}

/** How a profile comes to be open: its database, its connections, and who answers for it. */
export function createProfileOpener(
  options: ProfileOpenerOptions,
): (key: UnlockedKey) => Promise<OpenProfile> {
  const { host, local, remote, now } = options
  return async (key) => {
    // Somebody may have deleted it while the password was checked.
    const { id } = await options.profiles.get(key.profile.id)
    const database = await openDatabase(options, key)
    const connections = new Connections({
      database,
      environment: host.environment,
      remote,
      now,
    })
    const endpointOf = (modelId: ModelId) => connections.endpoint(modelId)
    return createOpenProfile({
      id,
      database,
      dataKey: key.dataKey,
      connections,
      preferences: await database.preferences(),
      now,
      createRuns: (publish, preferences) => {
        const provider = createProfileProvider({
          local,
          remote,
          endpointOf,
          isOffline: () => preferences().offlineOnly,
          localSettings: () => localSettingsOf(preferences()),
        })
        return createRuns({ database, provider, logger: host.logger, publish, now })
      },
    })
  }
}
