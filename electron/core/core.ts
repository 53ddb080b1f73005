import path from 'node:path'
import { createCopier } from './backups/copier.ts'
import { Restorer } from './backups/restorer.ts'
import { Uploads } from './backups/uploads.ts'
import { createDownloads } from './downloads/createDownloads.ts'
import { KeyChanger } from './entry/keyChanger.ts'
import type { Host } from './host.ts'
import { createModelCatalogue } from './models/modelCatalogue.ts'
import { createProfileService } from './profiles/createProfileService.ts'
import { createLocalProvider } from './providers/local/localProvider.ts'
import type { Endpoint } from './providers/provider.ts'
import type { NetworkGate } from './providers/remote/networkGate.ts'
import { createRemoteProvider } from './providers/remote/remoteProvider.ts'
import type { Channel } from './rpc/channel.ts'
import { createServe } from './rpc/serve.ts'
import { createProfileOpener } from './sessions/profileOpener.ts'
import { Sessions } from './sessions/sessions.ts'
import { createMarkdownSetter } from './transfer/markdownSetter.ts'

/** Where models are downloaded from, unless `CONFAB_MODELS_URL` names a mirror. */
const modelHub = 'https://huggingface.co'

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
  const modelsFolder = path.join(dataFolder, 'models')
  const models = createModelCatalogue({ bundledFolder: host.bundledModelsFolder, modelsFolder })
  const local = createLocalProvider({
    fork: () => host.forkChild('inference'),
    modelOf: (modelId) => models.find(modelId),
    logger,
  })
  const remote = (endpoint: Endpoint, gate: NetworkGate) => createRemoteProvider(endpoint, { logger, gate })
  const profiles = createProfileService({ dataFolder, keyStore: host.keyStore, logger })

  const copier = createCopier(() => host.forkChild('backups'), logger)
  const uploads = new Uploads(dataFolder, now)
  const restorer = new Restorer(copier, now)
  const setter = createMarkdownSetter({ fork: () => host.forkChild('transfer'), logger })
  const open = createProfileOpener({ host, profiles, local, models, remote, copier, now })
  const sessions = new Sessions({
    open,
    now,
    logger,
    onGone: (windowId) => {
      uploads
        .cancelOf(windowId)
        .catch((error: unknown) => logger.error('the upload of a window could not be removed', error))
    },
  })
  const keyChanger = new KeyChanger({ dataFolder, profiles, sessions, restorer, copier, logger, now })
  const downloads = createDownloads({
    modelsFolder,
    hubUrl: host.environment['CONFAB_MODELS_URL'] || modelHub,
    logger,
    onChange: () => sessions.publish({ type: 'models-changed' }),
  })
  const serve = createServe(logger)
  const shared = { host, profiles, sessions, models, downloads, uploads, restorer, keyChanger, setter, now }

  return {
    connect(windowId, channel) {
      const window = sessions.window(windowId)
      window.attach(channel)
      serve(channel, { ...shared, window })
    },
    forget(windowId) {
      sessions.forget(windowId).catch((error: unknown) => logger.error('closing a window failed', error))
    },
    async close() {
      await sessions.close()
      setter.close()
      await uploads.close()
      await downloads.close()
      await local.close()
      await profiles.close()
    },
  }
}
