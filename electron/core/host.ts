import type { InferenceCommand, InferenceEvent } from '../../shared/inference.ts'
import type { Theme } from '../../shared/contract/preferences.ts'
import type { ProfileId } from '../../shared/contract/base.ts'
import type { BackupJob, BackupResult } from './backups/job.ts'
import type { TransferCommand, TransferEvent } from './transfer/job.ts'

/** What a host gives the core. Two hosts exist: the Electron window and the local server. */
export interface Host {
  readonly kind: 'electron' | 'server'
  /** The version of Confab, as in package.json. */
  readonly version: string
  /** Absolute path of the folder that holds everything Confab keeps. It exists. */
  readonly dataFolder: string
  /** Absolute path of the folder with the bundled models, one folder a model. */
  readonly bundledModelsFolder: string
  readonly settings: MachineSettings
  readonly logger: Logger
  /** The environment variables: keys and addresses of providers for profiles without their own. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Starts one of the processes that the core has beside its own. */
  readonly forkChild: ForkChild
  /** The operating system's key store, where the host can reach one. */
  readonly keyStore?: KeyStore
}

/** Machine-wide preferences, kept in `<data>/settings.json`. No secrets, nothing of a profile but its id. */
export interface MachineSettings {
  get<Key extends keyof MachineSettingsValues>(key: Key): MachineSettingsValues[Key]
  set<Key extends keyof MachineSettingsValues>(key: Key, value: MachineSettingsValues[Key]): void
}

export interface MachineSettingsValues {
  /** The theme of the sign-in page: the one last used. */
  theme: Theme
  lastProfileId: ProfileId | null
  /** Place and size of the Electron window, in device-independent pixels; null before the first time. */
  windowBounds: { x: number; y: number; width: number; height: number; maximized: boolean } | null
}

export const defaultMachineSettings: MachineSettingsValues = {
  theme: 'system',
  lastProfileId: null,
  windowBounds: null,
}

/** Never given text of a chat, a title, a password or a key. */
export interface Logger {
  info(message: string): void
  warn(message: string): void
  /** Of `error` only what `describeError` leaves is written. */
  error(message: string, error?: unknown): void
}

/** A process that this one has started. */
export interface ChildProcess<Command, Event> {
  send(command: Command): void
  onEvent(listener: (event: Event) => void): void
  /** Called once, when the process has ended for whatever reason. */
  onExit(listener: (description: string) => void): void
  kill(): void
}

/** The programs that run in a process of their own, with what each is told and what it answers. */
export interface ChildPrograms {
  /** Runs local models. */
  readonly inference: { readonly command: InferenceCommand; readonly event: InferenceEvent }
  /** Copies or checks one database, and ends. */
  readonly backups: { readonly command: BackupJob; readonly event: BackupResult }
  /** Reads files that are imported, or makes HTML of Markdown. */
  readonly transfer: { readonly command: TransferCommand; readonly event: TransferEvent }
}

export type ProcessOf<Name extends keyof ChildPrograms> = ChildProcess<
  ChildPrograms[Name]['command'],
  ChildPrograms[Name]['event']
>

export type ForkChild = <Name extends keyof ChildPrograms>(name: Name) => ProcessOf<Name>

export type InferenceProcess = ProcessOf<'inference'>
export type BackupProcess = ProcessOf<'backups'>
export type TransferProcess = ProcessOf<'transfer'>

export type KeyStoreAvailability =
  | { readonly available: true }
  | { readonly available: false; readonly reason: 'absent' | 'basic-text' | 'failed' }

/** Wraps secrets with a key that the operating system keeps for the signed-in user of the machine. */
export interface KeyStore {
  availability(): Promise<KeyStoreAvailability>
  /** @throws when the operating system refuses */
  wrap(secret: Buffer): Promise<Buffer>
  /** @throws when the operating system refuses or `wrapped` is not its own */
  unwrap(wrapped: Buffer): Promise<Buffer>
}
