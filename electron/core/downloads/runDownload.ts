import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { DownloadId, Precision, Repository } from '../../../shared/contract/downloads.ts'
import type { LocalModelManifest } from '../../../shared/inference.ts'
import { nameInCatalogue } from '../../../shared/modelCatalogue.ts'
import { DownloadFault } from './downloadFault.ts'
import { fetchFile, sizeOf, verifyFile } from './fetchFile.ts'
import type { Hub } from './hub.ts'
import { checkRoom, moveIntoPlace, problemOfModel, workFolder } from './install.ts'
import { readJournal, writeJournal, type Journal, type JournalFile } from './journal.ts'
import { planModel, type ModelPlan, type PlannedVariant } from './modelPlan.ts'
import { withRetries } from './retry.ts'

export interface RunOptions {
  readonly id: DownloadId
  readonly repository: Repository
  readonly precision: Precision
  readonly hub: Hub
  readonly modelsFolder: string
  readonly freeBytes: () => Promise<number>
  readonly retryDelays: readonly number[]
  readonly now: () => number
  readonly signal: AbortSignal
  readonly report: RunReport
}

/** Told how a download goes on. */
export interface RunReport {
  state(state: 'checking' | 'downloading' | 'verifying'): void
  files(files: readonly JournalFile[]): void
  received(file: string, bytes: number): void
  retryAt(time: number | null): void
}

/** The folder of one download: its journal, and the model as far as it is there. */
export function downloadFolder(modelsFolder: string, id: DownloadId): string {
  return path.join(workFolder(modelsFolder), id)
}

/** The files of the plan with what an earlier run left of them; what belongs to another file is deleted. */
async function reconcile(folder: string, variant: PlannedVariant): Promise<JournalFile[]> {
  const former = new Map((await readJournal(folder))?.files.map((file) => [file.path, file]))
  const files: JournalFile[] = []
  for (const { bytes, path: name, sha256 } of variant.files) {
    const known = former.get(name)
    const same = known?.bytes === bytes && known.sha256 === sha256
    if (!same) await rm(path.join(folder, 'model', name), { force: true })
    files.push(same ? known : { path: name, bytes, sha256, etag: null, verified: false })
  }
  return files
}

/** Reports what of the files is on the disk already, and answers with it, in bytes. */
async function countReceived(folder: string, journal: Journal, report: RunReport): Promise<number> {
  let there = 0
  for (const file of journal.files) {
    const size = Math.min(await sizeOf(path.join(folder, 'model', file.path)), file.bytes)
    if (size !== file.bytes) file.verified = false
    report.received(file.path, size)
    there += size
  }
  return there
}

/** How the model is asked and shown: what its files say, under its own name. */
function describe(plan: ModelPlan, variant: PlannedVariant, options: RunOptions): LocalModelManifest {
  const { manifest } = plan
  const shown = nameInCatalogue(options.repository) ?? options.repository.split('/')[1] ?? options.repository
  const hasTemplate = variant.files.some((file) => file.path === 'chat_template.jinja')
  const chats = manifest.task === 'text-generation' && hasTemplate
  return {
    ...manifest,
    name: `${shown} (${variant.precision})`.slice(-100),
    description: `Downloaded from ${options.repository}.`,
    dtype: variant.precision,
    ...(chats ? { prompt: 'chat-template' as const } : {}),
  }
}

async function get(options: RunOptions, file: JournalFile, save: () => Promise<void>): Promise<void> {
  const { hub, report, repository, signal } = options
  const target = path.join(downloadFolder(options.modelsFolder, options.id), 'model', file.path)
  let received = await sizeOf(target)
  const attempt = (): Promise<void> =>
    fetchFile({
      hub,
      repository,
      file,
      target,
      signal,
      onReceived(bytes) {
        received = bytes
        report.received(file.path, bytes)
      },
      async onEtag(etag) {
        file.etag = etag
        await save()
      },
    })
  const { now, retryDelays: delays } = options
  await withRetries(attempt, { delays, signal, now, received: () => received, onWait: report.retryAt })
  try {
    await verifyFile(file, target, signal)
  } catch (error) {
    if (error instanceof DownloadFault) report.received(file.path, 0)
    throw error
  }
  file.verified = true
  await save()
}

async function finish(plan: ModelPlan, variant: PlannedVariant, options: RunOptions): Promise<string> {
  const folder = downloadFolder(options.modelsFolder, options.id)
  const model = path.join(folder, 'model')
  const manifest = describe(plan, variant, options)
  await writeFile(path.join(model, 'confab.json'), JSON.stringify(manifest, null, 2), { mode: 0o600 })
  const problem = await problemOfModel(folder, 'model')
  if (problem === 'bad-manifest' || problem === 'bad-name') throw new Error(`a download became ${problem}`)
  if (problem !== null) throw new DownloadFault(problem)
  const journal = await readJournal(folder)
  if (journal) await writeJournal(model, journal)
  options.signal.throwIfAborted()
  const name = `${options.repository.split('/')[1] ?? 'model'}-${options.precision}`
  const installed = await moveIntoPlace(model, options.modelsFolder, name)
  await rm(folder, { recursive: true, force: true })
  return installed
}

/**
 * Downloads a model from wherever an earlier run ended, and answers with the folder it was installed in.
 * @throws DownloadFault, the signal's reason, or an error of the system; what has arrived stays
 */
export async function runDownload(options: RunOptions): Promise<string> {
  const { hub, now, precision, report, repository, signal } = options
  const folder = downloadFolder(options.modelsFolder, options.id)
  report.state('checking')
  const plan = await withRetries(() => planModel(hub, repository, signal), {
    delays: options.retryDelays,
    signal,
    now,
    received: () => 0,
    onWait: report.retryAt,
  })
  const variant = plan.variants.find((candidate) => candidate.precision === precision)
  if (!variant) throw new DownloadFault('no-such-precision')
  await mkdir(path.join(folder, 'model', 'onnx'), { recursive: true, mode: 0o700 })
  const journal: Journal = { version: 1, repository, precision, files: await reconcile(folder, variant) }
  const save = (): Promise<void> => writeJournal(folder, journal)
  await save()
  report.files(journal.files)
  const there = await countReceived(folder, journal, report)
  await checkRoom(Math.max(variant.bytes - there, 0), options.freeBytes)
  report.state('downloading')
  for (const file of journal.files) if (!file.verified) await get(options, file, save)
  report.state('verifying')
  return finish(plan, variant, options)
}
