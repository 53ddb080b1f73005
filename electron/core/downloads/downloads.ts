import type {
  Download,
  DownloadId,
  DownloadPlan,
  DownloadRefusal,
  InstalledModel,
  ModelFolder,
  Precision,
  Repository,
} from '../../../shared/contract/downloads.ts'
import type { Logger } from '../host.ts'
import type { HubGate } from './hubGate.ts'
import type { ImportOutcome } from './importFolder.ts'

/**
 * The downloads of local models: of the machine, as the models are. One runs at a time; the others wait. Whether the
 * network may be used for one is decided by the profile that has asked for it last.
 */
export interface Downloads {
  /** @throws DownloadFault, or an error that `problemOf` may know */
  plan(repository: Repository, gate: HubGate): Promise<DownloadPlan>
  /** Null when the model is here already in that precision. */
  start(repository: Repository, precision: Precision, gate: HubGate): Promise<DownloadId | null>
  /** These three answer with what is in the way, or null when it is done. */
  pause(id: DownloadId): Promise<DownloadRefusal | null>
  resume(id: DownloadId, gate: HubGate): Promise<DownloadRefusal | null>
  cancel(id: DownloadId): Promise<DownloadRefusal | null>
  /** Pauses what may not use the network any more, also what waits for its turn. */
  pauseForbidden(): Promise<void>
  list(): Promise<{ readonly downloads: Download[]; readonly installed: InstalledModel[] }>
  removeModel(folder: ModelFolder): Promise<DownloadRefusal | null>
  /** `path` is absolute. @throws as `plan` does */
  importFolder(path: string): Promise<ImportOutcome>
  /** Ends what runs. What has arrived is gone on from when Confab is started again and asked to. */
  close(): Promise<void>
}

export interface DownloadsOptions {
  /** Absolute path. It need not exist. */
  readonly modelsFolder: string
  /** `http:` or `https:`; a mirror or a test puts its own here. */
  readonly hubUrl: string
  /** What the disk has left, in bytes; asked of the system when left out. */
  readonly freeBytes?: () => Promise<number>
  readonly logger: Logger
  /** The models in the folder are not the ones they were. */
  readonly onChange: () => void
  readonly now?: () => number
  /** Milliseconds without any news from the hub after which an attempt is given up. */
  readonly timeout?: number
  /** Milliseconds before each further attempt after one that may be repeated. */
  readonly retryDelays?: readonly number[]
}
