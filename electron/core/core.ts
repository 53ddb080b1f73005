import path from 'node:path'
import { createRuns } from './chat/runs.ts'
import { openProfileDatabase } from './database/openProfileDatabase.ts'
import type { Host } from './host.ts'
import { createModelCatalogue } from './models/modelCatalogue.ts'
import { createProfileService, profileDatabaseFile } from './profiles/createProfileService.ts'
import type { UnlockedKey } from './profiles/profileService.ts'
import { createLocalProvider } from './providers/local/localProvider.ts'
import type { Channel } from './rpc/channel.ts'
import { createServe } from './rpc/serve.ts'
import { createOpenProfile, type OpenProfile } from './sessions/openProfile.ts'
import { Sessions } from './sessions/sessions.ts'

/** Confab without a window: one for each data folder, which the host has locked. */
export interface Core {
  /** Serves one window over a channel until it closes. `windowId` names the window across reloads. */
  connect(windowId: string, channel: Channel): void
  /** The window is gone for good. */
  forget(windowId: string): void
  /** Puts everything on the disk and closes it. Answers being written end as `interrupted`. */
  close(): Promise<void>
}

export function createCore(host: Host): Core {
  const { dataFolder, logger } = host
  const now = Date.now
  const models = createModelCatalogue({
    bundledFolder: host.bundledModelsFolder,
    modelsFolder: path.join(dataFolder, 'models'),
  })
  const provider = createLocalProvider({
    fork: () => host.forkInference(),
    modelOf: (modelId) => models.find(modelId),
    logger,
  })
  const profiles = createProfileService({ dataFolder, keyStore: host.keyStore, logger })

  async function open(key: UnlockedKey): Promise<OpenProfile> {
    const { id } = await profiles.get(key.profile.id)
    const database = await openProfileDatabase({
      file: profileDatabaseFile(dataFolder, id),
      dataKey: key.dataKey,
    })
    await database.interruptUnfinished(now())
    await database.deleteHidden(now())
    return createOpenProfile({
      id,
      database,
      dataKey: key.dataKey,
      preferences: await database.preferences(),
      now,
      createRuns: (opened, publish) =>
        createRuns({ database: opened, providerOf: () => provider, logger, publish, now }),
    })
  }

  const sessions = new Sessions({ open, now, logger })
  const serve = createServe(logger)

  return {
    connect(windowId, channel) {
      const window = sessions.window(windowId)
      window.attach(channel)
      serve(channel, { host, profiles, sessions, models, window, now })
    },
    forget(windowId) {
      sessions.forget(windowId).catch((error: unknown) => logger.error('closing a window failed', error))
    },
    async close() {
      await sessions.close()
      await provider.close()
      await profiles.close()
    },
  }
}
