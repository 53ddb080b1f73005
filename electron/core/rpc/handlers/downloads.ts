import type { DownloadId, DownloadOutcome, DownloadRefusal } from '../../../../shared/contract/downloads.ts'
import { problemOf } from '../../downloads/downloadFault.ts'
import { procedures, profileOf, type CallContext } from '../context.ts'

interface Refused {
  readonly outcome: 'refused'
  readonly problem: DownloadRefusal
}

function refused(problem: DownloadRefusal): Refused {
  return { outcome: 'refused', problem }
}

function isOffline(context: CallContext): boolean {
  return profileOf(context).preferences().offlineOnly
}

/** Asked once more when a download has been begun: Offline only may have been switched on meanwhile. It is paused then. */
async function isOfflineNow(context: CallContext, id: DownloadId): Promise<boolean> {
  if (!isOffline(context)) return false
  await context.downloads.pause(id)
  return true
}

function outcomeOf(problem: DownloadRefusal | null): DownloadOutcome {
  return problem === null ? { outcome: 'done' } : refused(problem)
}

/** What was foreseen becomes an answer; a defect goes on to the door. */
function foreseen(error: unknown): Refused {
  const problem = problemOf(error)
  if (problem === null) throw error
  return refused(problem)
}

export const downloadsHandlers = {
  plan: procedures.downloads.plan.handler(async ({ context, input }) => {
    if (isOffline(context)) return refused('offline-only')
    try {
      return { outcome: 'planned' as const, plan: await context.downloads.plan(input.repository) }
    } catch (error) {
      // Switched on meanwhile, it has ended what was being asked.
      return isOffline(context) ? refused('offline-only') : foreseen(error)
    }
  }),

  start: procedures.downloads.start.handler(async ({ context, input }) => {
    if (isOffline(context)) return refused('offline-only')
    try {
      const downloadId = await context.downloads.start(input.repository, input.precision)
      if (downloadId === null) return refused('already-installed')
      if (await isOfflineNow(context, downloadId)) return refused('offline-only')
      return { outcome: 'started' as const, downloadId }
    } catch (error) {
      return foreseen(error)
    }
  }),

  pause: procedures.downloads.pause.handler(async ({ context, input }) =>
    outcomeOf(await context.downloads.pause(input.downloadId)),
  ),

  resume: procedures.downloads.resume.handler(async ({ context, input: { downloadId } }) => {
    if (isOffline(context)) return refused('offline-only')
    const problem = await context.downloads.resume(downloadId)
    return outcomeOf((await isOfflineNow(context, downloadId)) ? 'offline-only' : problem)
  }),

  cancel: procedures.downloads.cancel.handler(async ({ context, input }) =>
    outcomeOf(await context.downloads.cancel(input.downloadId)),
  ),

  list: procedures.downloads.list.handler(({ context }) => context.downloads.list()),

  removeModel: procedures.downloads.removeModel.handler(async ({ context, input }) =>
    outcomeOf(await context.downloads.removeModel(input.folder)),
  ),

  importFolder: procedures.downloads.importFolder.handler(async ({ context, input }) => {
    try {
      return await context.downloads.importFolder(input.path)
    } catch (error) {
      return foreseen(error)
    }
  }),
}
