import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { copyFile, link, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { LocalModelManifest } from '../../shared/inference.ts'
import { makeRandomModel } from './makeRandomModel.ts'
import type { T5Shape } from './t5Weights.ts'

export type TestModelName = 'tiny' | 'tinyCausal' | 'slow'

/** Small enough to answer within milliseconds. */
const tinyShape: T5Shape = {
  vocabulary: 512,
  width: 32,
  heads: 2,
  headSize: 16,
  inner: 64,
  encoderLayers: 1,
  decoderLayers: 1,
}

const shapes: Readonly<Record<TestModelName, T5Shape>> = {
  tiny: tinyShape,
  tinyCausal: tinyShape,
  /** The shapes of google/flan-t5-small: seconds for an answer, time enough to stop or kill it. */
  slow: {
    vocabulary: 32128,
    width: 512,
    heads: 6,
    headSize: 64,
    inner: 1024,
    encoderLayers: 8,
    decoderLayers: 8,
  },
}

/** No word comes twice in an answer: a piece that is lost or repeated on the way is seen. */
const common = {
  task: 'text2text-generation',
  dtype: 'q8',
  prompt: 'last-message',
  contextTokens: 512,
  sampling: { noRepeatNgramSize: 1 },
} as const

export const testManifests: Readonly<Record<TestModelName, LocalModelManifest>> = {
  tiny: { ...common, name: 'Tiny', description: 'Random weights, for tests.', maxNewTokens: 40 },
  tinyCausal: {
    ...common,
    name: 'Tiny causal',
    description: 'Random weights, for tests.',
    task: 'text-generation',
    dtype: 'fp32',
    prompt: 'instruction',
    maxNewTokens: 40,
  },
  slow: { ...common, name: 'Slow', description: 'Random weights, for tests.', maxNewTokens: 400 },
}

const cacheFolder = path.join(import.meta.dirname, '..', '..', '.cache', 'models')

/** Changes with every file of this folder, so that a change of the builder makes the models anew. */
async function builderVersion(): Promise<string> {
  const hash = createHash('sha256')
  const files = await readdir(import.meta.dirname)
  for (const file of files.toSorted()) hash.update(await readFile(path.join(import.meta.dirname, file)))
  return hash.digest('hex').slice(0, 12)
}

/** Takes away what earlier versions of the builder left. */
async function removeOldModels(name: TestModelName, folder: string): Promise<void> {
  for (const entry of await readdir(cacheFolder)) {
    const old = path.join(cacheFolder, entry)
    if (/^[a-zA-Z]+-[0-9a-f]{12}$/u.test(entry) && entry.startsWith(`${name}-`) && old !== folder) {
      await rm(old, { recursive: true, force: true })
    }
  }
}

/** The folder of a test model, made at the first call and kept. It is shared: change copies alone. */
export async function ensureTestModel(name: TestModelName): Promise<string> {
  const folder = path.join(cacheFolder, `${name}-${await builderVersion()}`)
  if (existsSync(folder)) return folder
  const unfinished = path.join(cacheFolder, `unfinished-${randomUUID()}`)
  await makeRandomModel(unfinished, shapes[name], { seed: 7, manifest: testManifests[name] })
  // Two test files may make it at once: the one that is done second finds the folder there and drops its own.
  await rename(unfinished, folder).catch(async (error: unknown) => {
    await rm(unfinished, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  })
  await removeOldModels(name, folder)
  return folder
}

/**
 * Puts a test model into a folder without copying its 90 MB: as other names of the same files, where the disk can do
 * that. They are not to be changed, but may be deleted.
 */
export async function linkTestModel(name: TestModelName, folder: string): Promise<void> {
  const model = await ensureTestModel(name)
  for (const entry of await readdir(model, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath, entry.name)
    const there = path.join(folder, path.relative(model, file))
    await mkdir(path.dirname(there), { recursive: true })
    await linkOrCopy(file, there)
  }
}

/** A temporary folder may be on another disk. */
async function linkOrCopy(file: string, there: string): Promise<void> {
  try {
    await link(file, there)
  } catch {
    await copyFile(file, there)
  }
}
