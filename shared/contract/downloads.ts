import { z } from 'zod'
import { empty, modelId, signedIn, time } from './base.ts'

/** `owner/name` of a model on the hub, as huggingface.co names them: no `..`, no `--`, nothing that leads elsewhere. */
export const repository = z
  .string()
  .max(192)
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?\/[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/)
  .refine((name) => !name.includes('..') && !name.includes('--'))
  .brand<'Repository'>()
export type Repository = z.infer<typeof repository>

export const precision = z.enum(['q4', 'q8', 'fp16', 'fp32'])
export type Precision = z.infer<typeof precision>

/** `<owner>--<name>--<precision>`: the same model in the same precision is the same download. */
export const downloadId = z
  .string()
  .max(208)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)
  .refine((id) => !id.includes('..'))
  .brand<'DownloadId'>()
export type DownloadId = z.infer<typeof downloadId>

/** The name of a folder among the models, as in the id of a local model. */
export const modelFolder = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)
export type ModelFolder = z.infer<typeof modelFolder>

/** Why nothing came of a download, so far. Each has its sentence in `renderer/settings/downloads/sentences.ts`. */
export const downloadProblems = [
  /** The profile works offline only. Nothing was asked. */
  'offline-only',
  /** The hub cannot be reached: no network, or nothing answers at its address. */
  'no-network',
  /** The hub answered nothing for too long. */
  'timed-out',
  /** The connection broke off. What has arrived is kept. */
  'connection-lost',
  /** The hub has no such model, or a file of it is gone. */
  'not-found',
  /** The hub wants somebody signed in there, or a licence accepted. */
  'refused',
  /** The hub failed (5xx) or was asked too much (429). */
  'server-error',
  /** The model has no ONNX files of that precision. */
  'no-such-precision',
  /** The model has no ONNX files that Confab can run. */
  'no-onnx',
  /** The model has no `config.json`, or one that cannot be read. */
  'no-config',
  /** The model has no tokenizer that can be used. */
  'no-tokenizer',
  /** It is not a model that writes text. */
  'unsupported-task',
  /** What the hub says of the model is not what a hub says. */
  'bad-list',
  /** A web page came in place of a file. */
  'not-a-file',
  /** A file is longer or shorter than the hub says. It was deleted. */
  'size-mismatch',
  /** A file is not the one that the hub describes. It was deleted. */
  'checksum-mismatch',
  /** There is not enough room for the model. */
  'disk-full',
  /** The models folder cannot be written to. */
  'cannot-write',
  /** A defect of ours; the log has the stack. */
  'internal',
] as const
export type DownloadProblem = (typeof downloadProblems)[number]
const problem = z.enum(downloadProblems)

/** Why a call changed nothing, besides the problems of downloads. */
export const downloadRefusals = [
  ...downloadProblems,
  /** The model is here already, in that precision. */
  'already-installed',
  /** There is no such download (any more). */
  'unknown-download',
  /** There is no such model among those that can be deleted. */
  'unknown-model',
  /** The model's files are held by a program; its folder cannot be moved. */
  'in-use',
  /** The path to import is not that of a folder that can be read. */
  'not-a-folder',
  /** The path to import leads into the models folder itself. */
  'inside-models',
  /** The folder's `confab.json` cannot be understood. */
  'bad-manifest',
  /** Nothing that a model's folder can be called is in the name of the folder. */
  'bad-name',
] as const
export type DownloadRefusal = (typeof downloadRefusals)[number]

const refused = z.strictObject({ outcome: z.literal('refused'), problem: z.enum(downloadRefusals) })
const done = z.discriminatedUnion('outcome', [z.strictObject({ outcome: z.literal('done') }), refused])
export type DownloadOutcome = z.infer<typeof done>

/** Bytes. */
const size = z.number().int().nonnegative()

export const variant = z.strictObject({
  precision,
  bytes: size,
  files: z.array(z.strictObject({ path: z.string(), bytes: size })),
})
export type Variant = z.infer<typeof variant>

export const downloadPlan = z.strictObject({
  repository,
  /** The precisions that the model has, smallest on the disk first. */
  variants: z.array(variant),
  /** What the disk has left for it. */
  freeBytes: size,
})
export type DownloadPlan = z.infer<typeof downloadPlan>

/** `paused` with a problem ended by itself; `resume` tries again and keeps what has arrived. */
export const downloadState = z.enum(['queued', 'checking', 'downloading', 'verifying', 'paused', 'installed'])
export type DownloadState = z.infer<typeof downloadState>

export const download = z.strictObject({
  id: downloadId,
  repository,
  precision,
  state: downloadState,
  problem: problem.nullable(),
  /** Set between two attempts: when the next one begins. */
  retryAt: time.nullable(),
  /** Empty until the hub was asked. */
  files: z.array(z.strictObject({ path: z.string(), bytes: size, received: size })),
  bytes: size,
  received: size,
  /** Over the last seconds; null while nothing arrives. */
  bytesPerSecond: size.nullable(),
  secondsLeft: size.nullable(),
  /** The folder it was installed in, once it is. */
  folder: z.string().nullable(),
})
export type Download = z.infer<typeof download>

export const installedModel = z.strictObject({
  folder: z.string(),
  modelId: modelId.nullable(),
  bytes: size,
  /** Where it was downloaded from; null for one that was put there by hand. */
  source: z.strictObject({ repository, precision }).nullable(),
})
export type InstalledModel = z.infer<typeof installedModel>

const one = z.strictObject({ downloadId })

export const downloadsContract = {
  /** Asks the hub what a model consists of and in which precisions there is one. */
  plan: signedIn
    .input(z.strictObject({ repository }))
    .output(
      z.discriminatedUnion('outcome', [
        z.strictObject({ outcome: z.literal('planned'), plan: downloadPlan }),
        refused,
      ]),
    ),
  /** Begins a download, or goes on with the one of that model and precision. It waits until others are done. */
  start: signedIn
    .input(z.strictObject({ repository, precision }))
    .output(
      z.discriminatedUnion('outcome', [
        z.strictObject({ outcome: z.literal('started'), downloadId }),
        refused,
      ]),
    ),
  pause: signedIn.input(one).output(done),
  resume: signedIn.input(one).output(done),
  /** Ends a download and deletes what has arrived; one that is installed only leaves the list. */
  cancel: signedIn.input(one).output(done),
  /** The downloads of this machine and its models, the bundled ones left out. Made to be asked every second. */
  list: signedIn
    .input(empty)
    .output(z.strictObject({ downloads: z.array(download), installed: z.array(installedModel) })),
  /** Deletes a model of the models folder. */
  removeModel: signedIn.input(z.strictObject({ folder: modelFolder })).output(done),
  /** Copies the model in a folder of this machine (absolute path) into the models folder. */
  importFolder: signedIn
    .input(z.strictObject({ path: z.string().trim().min(1).max(4_096) }))
    .output(
      z.discriminatedUnion('outcome', [
        z.strictObject({ outcome: z.literal('imported'), folder: z.string() }),
        refused,
      ]),
    ),
}
