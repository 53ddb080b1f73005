import type {
  DownloadId,
  DownloadOutcome,
  DownloadPlan,
  Precision,
  Repository,
} from '../../../shared/contract/downloads.ts'
import { call } from '../../connection/call.ts'
import { failureOf } from '../../errors/failure.ts'
import { sentenceOf } from '../../errors/sentences.ts'
import { fetchDownloads } from './downloadsStore.ts'
import { downloadSentences } from './sentences.ts'

/** What is wrong, as a sentence; null when nothing is. */
export type Problem = string | null

type DownloadStep = 'pause' | 'resume' | 'cancel'

async function problemOf(step: () => Promise<Problem>): Promise<Problem> {
  try {
    return await step()
  } catch (error) {
    return sentenceOf(failureOf(error))
  }
}

function sentenceFor(outcome: DownloadOutcome): Problem {
  return outcome.outcome === 'done' ? null : downloadSentences[outcome.problem]
}

export type PlanResult = { readonly plan: DownloadPlan } | { readonly problem: string }

export async function askPlan(repository: Repository): Promise<PlanResult> {
  try {
    const answer = await call((client) => client.downloads.plan({ repository }))
    return answer.outcome === 'planned'
      ? { plan: answer.plan }
      : { problem: downloadSentences[answer.problem] }
  } catch (error) {
    return { problem: sentenceOf(failureOf(error)) }
  }
}

export function startDownload(repository: Repository, precision: Precision): Promise<Problem> {
  return problemOf(async () => {
    const answer = await call((client) => client.downloads.start({ repository, precision }))
    if (answer.outcome === 'refused') return downloadSentences[answer.problem]
    await fetchDownloads()
    return null
  })
}

export function changeDownload(step: DownloadStep, downloadId: DownloadId): Promise<Problem> {
  return problemOf(async () => {
    const outcome = await call((client) => client.downloads[step]({ downloadId }))
    await fetchDownloads()
    return sentenceFor(outcome)
  })
}

export function deleteModel(folder: string): Promise<Problem> {
  return problemOf(async () => {
    const outcome = await call((client) => client.downloads.removeModel({ folder }))
    await fetchDownloads()
    return sentenceFor(outcome)
  })
}

export type ImportResult = { readonly folder: string } | { readonly problem: string }

export async function importFolder(path: string): Promise<ImportResult> {
  try {
    const answer = await call((client) => client.downloads.importFolder({ path }))
    if (answer.outcome === 'refused') return { problem: downloadSentences[answer.problem] }
    await fetchDownloads()
    return { folder: answer.folder }
  } catch (error) {
    return { problem: sentenceOf(failureOf(error)) }
  }
}
