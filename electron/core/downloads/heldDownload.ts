import type {
  Download,
  DownloadId,
  DownloadProblem,
  DownloadState,
  Precision,
  Repository,
} from '../../../shared/contract/downloads.ts'
import { closedGate, type HubGate } from './hubGate.ts'
import type { RunReport } from './runDownload.ts'
import { createSpeed, type Speed } from './speed.ts'

/** A download as it is held in memory; `paused` at first. */
export interface HeldDownload {
  readonly id: DownloadId
  readonly repository: Repository
  readonly precision: Precision
  state: DownloadState
  problem: DownloadProblem | null
  retryAt: number | null
  files: { readonly path: string; readonly bytes: number; received: number }[]
  folder: string | null
  /** Of the profile that has asked for it last. */
  gate: HubGate
  readonly speed: Speed
  /** While it runs: how it is ended, and when it has. */
  run: { readonly abort: AbortController; readonly ended: Promise<void> } | null
}

export function idOf(repository: Repository, precision: Precision): DownloadId {
  return `${repository.replace('/', '--')}--${precision}` as DownloadId
}

export function holdDownload(repository: Repository, precision: Precision, now: () => number): HeldDownload {
  return {
    id: idOf(repository, precision),
    repository,
    precision,
    state: 'paused',
    problem: null,
    retryAt: null,
    files: [],
    folder: null,
    gate: closedGate,
    speed: createSpeed(now),
    run: null,
  }
}

/** Writes down what a run reports. */
export function reportTo(held: HeldDownload): RunReport {
  return {
    state(state) {
      held.state = state
    },
    files(files) {
      held.files = files.map(({ bytes, path }) => ({ path, bytes, received: 0 }))
    },
    received(path, bytes) {
      const file = held.files.find((candidate) => candidate.path === path)
      if (!file) return
      // What was there before a run began has not arrived in it.
      if (held.state === 'downloading' && bytes > file.received) held.speed.add(bytes - file.received)
      file.received = bytes
    },
    retryAt(time) {
      held.retryAt = time
    },
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** As a window is shown it. */
export function describeDownload(held: HeldDownload): Download {
  const bytes = sum(held.files.map((file) => file.bytes))
  const received = sum(held.files.map((file) => file.received))
  const speed = held.state === 'downloading' ? held.speed.current() : null
  return {
    id: held.id,
    repository: held.repository,
    precision: held.precision,
    state: held.state,
    problem: held.problem,
    retryAt: held.retryAt,
    files: held.files.map((file) => ({ ...file })),
    bytes,
    received,
    bytesPerSecond: speed,
    secondsLeft: speed ? Math.ceil((bytes - received) / speed) : null,
    folder: held.folder,
  }
}
