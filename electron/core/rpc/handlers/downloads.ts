import type { DownloadOutcome, DownloadRefusal } from '../../../../shared/contract/downloads.ts'
import { problemOf } from '../../downloads/downloadFault.ts'
import type { HubGate } from '../../downloads/hubGate.ts'
import { procedures, profileOf, type CallContext } from '../context.ts'

interface Refused {
  readonly outcome: 'refused'
  readonly problem: DownloadRefusal
}

function refused(problem: DownloadRefusal): Refused {
  return { outcome: 'refused', problem }
}

/** Whose rules hold for a download that is asked for. */
function gateOf(context: CallContext): HubGate {
  return profileOf(context).gate
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
    try {
      const plan = await context.downloads.plan(input.repository, gateOf(context))
      return { outcome: 'planned' as const, plan }
    } catch (error) {
      return foreseen(error)
    }
  }),

  start: procedures.downloads.start.handler(async ({ context, input }) => {
    const gate = gateOf(context)
    if (!gate.allowsHub()) return refused('offline-only')
    try {
      const downloadId = await context.downloads.start(input.repository, input.precision, gate)
      if (downloadId === null) return refused('already-installed')
      return { outcome: 'started' as const, downloadId }
    } catch (error) {
      return foreseen(error)
    }
  }),

  pause: procedures.downloads.pause.handler(async ({ context, input }) =>
    outcomeOf(await context.downloads.pause(input.downloadId)),
  ),

  resume: procedures.downloads.resume.handler(async ({ context, input: { downloadId } }) => {
    const gate = gateOf(context)
    if (!gate.allowsHub()) return refused('offline-only')
    return outcomeOf(await context.downloads.resume(downloadId, gate))
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
