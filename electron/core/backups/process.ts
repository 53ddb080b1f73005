/**
 * The process that copies and checks databases: it takes one job, answers, and ends.
 *
 * A process and not a thread: SQLite cannot be interrupted in the middle of a copy of many seconds, but a process can be
 * killed, when a profile is closed or Confab ends. What it opens cannot take locks away from the application, and
 * a damaged file can bring down no more than this.
 */
import { setPriority } from 'node:os'
import { keepNewFilesPrivate } from '../hosting/privateFiles.ts'
import type { BackupJob, BackupResult } from './job.ts'
import { runJob } from './runJob.ts'

/** What Electron gives a `utilityProcess` as `process.parentPort`: https://www.electronjs.org/docs/latest/api/parent-port */
interface UtilityParentPort {
  once(event: 'message', listener: (event: { readonly data: unknown }) => void): void
  postMessage(message: unknown): void
}

/** For the backup of the day, for which nobody waits. */
const lowPriority = 10

function yieldToOthers(): void {
  try {
    setPriority(lowPriority)
  } catch {
    // A system that does not let a process step back runs it like the others.
  }
}

function done(message: unknown): Promise<BackupResult> {
  const job = message as BackupJob
  if (job.kind === 'check-and-copy') yieldToOthers()
  return runJob(job)
}

function take(): void {
  const { parentPort } = process as NodeJS.Process & { readonly parentPort?: UtilityParentPort }
  if (parentPort) {
    parentPort.once('message', ({ data }) => {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port to another process has no origin
      void done(data).then((result) => parentPort.postMessage(result))
    })
    return
  }
  process.once('message', (job) => void done(job).then((result) => process.send?.(result)))
  process.once('disconnect', () => process.exit(0))
}

// Where Electron starts it, it does not have the mask of the process that asked for it.
keepNewFilesPrivate()
take()
