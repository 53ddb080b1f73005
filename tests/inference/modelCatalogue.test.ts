import { cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createModelCatalogue, type ModelCatalogue } from '../../electron/core/models/modelCatalogue.ts'
import type { ModelId } from '../../shared/contract/base.ts'
import { ensureTestModel, testManifests } from '../models/testModels.ts'
import { temporaryFolder } from '../support/folders.ts'

let scratch = temporaryFolder()
let models: string
let bundled: string
let catalogue: ModelCatalogue

beforeEach(() => {
  scratch = temporaryFolder()
  bundled = path.join(scratch.folder, 'resources')
  models = path.join(scratch.folder, 'data', 'models')
  catalogue = createModelCatalogue({ bundledFolder: bundled, modelsFolder: models })
})

afterEach(() => scratch.remove())

async function install(target: string): Promise<string> {
  await cp(await ensureTestModel('tiny'), target, { recursive: true })
  return target
}

const installBundled = () => install(path.join(bundled, 'starter-model', 'model'))
const installAs = (name: string) => install(path.join(models, name))
/** An id as a window could send it past every check. */
const id = (text: string) => text as ModelId

async function write(folder: string, file: string, content: unknown): Promise<void> {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  await mkdir(path.dirname(path.join(folder, file)), { recursive: true })
  await writeFile(path.join(folder, file), text)
}

/** A model as it is downloaded: without `confab.json`. */
async function writeDownloaded(name: string, config: object, onnx: readonly string[]): Promise<string> {
  const folder = path.join(models, name)
  await write(folder, 'config.json', config)
  await write(folder, 'tokenizer.json', {})
  await write(folder, 'tokenizer_config.json', {})
  for (const file of onnx) await write(folder, `onnx/${file}.onnx`, '')
  return folder
}

async function problemOf(name: string): Promise<string | undefined> {
  const { broken } = await catalogue.list()
  return broken.find(({ folder }) => folder === name)?.problem
}

describe('the list of models', () => {
  it('has the bundled model first, then the installed ones by name', async () => {
    await installBundled()
    await installAs('zebra')
    await installAs('antelope')
    const { models: found, broken } = await catalogue.list()
    expect(found.map((model) => [model.id, model.bundled])).toEqual([
      ['local:starter', true],
      ['local:antelope', false],
      ['local:zebra', false],
    ])
    expect(broken).toEqual([])
  })

  it('is read without a models folder', async () => {
    await installBundled()
    expect((await catalogue.list()).models).toHaveLength(1)
  })

  it('says that the bundled model is missing rather than failing', async () => {
    expect(await catalogue.list()).toEqual({
      models: [],
      broken: [{ folder: 'starter', problem: 'no-config' }],
    })
  })

  it('sees what was put there since', async () => {
    expect(await catalogue.find(id('local:later'))).toBeNull()
    const folder = await installAs('later')
    expect(await catalogue.find(id('local:later'))).toMatchObject({ folder, name: 'Tiny' })
  })

  it('does not let an installed folder take the place of the bundled model', async () => {
    const folder = await installBundled()
    await installAs('starter')
    expect(await problemOf('starter')).toBe('bad-name')
    expect(await catalogue.find(id('local:starter'))).toMatchObject({ folder })
  })
})

describe('a folder that is no usable model', () => {
  it.each([
    ['no-config', 'config.json'],
    ['no-onnx', 'onnx/encoder_model_quantized.onnx'],
    ['no-tokenizer', 'tokenizer.json'],
    ['no-tokenizer', 'tokenizer_config.json'],
  ])('is told to have %s without %s', async (problem, file) => {
    const folder = await installAs('incomplete')
    await rm(path.join(folder, file))
    expect(await problemOf('incomplete')).toBe(problem)
    expect(await catalogue.find(id('local:incomplete'))).toBeNull()
  })

  it.each([
    ['is no JSON', '{'],
    ['has a setting that we do not know', { ...testManifests.tiny, plugin: 'x' }],
    ['lacks a setting', { ...testManifests.tiny, task: undefined }],
    ['asks for endless answers', { ...testManifests.tiny, maxNewTokens: 1e12 }],
  ])('has a bad manifest when it %s', async (_title, content) => {
    const folder = await installAs('odd')
    await write(folder, 'confab.json', content)
    expect(await problemOf('odd')).toBe('bad-manifest')
  })

  it('has no name that an id can have', async () => {
    await installAs('a model with spaces')
    expect(await problemOf('a model with spaces')).toBe('bad-name')
  })

  it('is left out when it is hidden, such as one that is still being downloaded', async () => {
    await installAs('.partial')
    expect((await catalogue.list()).broken.map(({ folder }) => folder)).toEqual(['starter'])
  })
})

describe('the way out of the models folder', () => {
  it.each([
    'local:..',
    'local:../models/tiny',
    'local:a/../../x',
    'local:',
    'gemini:tiny',
    'local:constructor',
  ])('is not found by the id %s', async (text) => {
    await installAs('tiny')
    expect(await catalogue.find(id(text))).toBeNull()
  })

  it('is not opened by a link in place of a folder', async () => {
    const outside = await install(path.join(scratch.folder, 'outside'))
    await mkdir(models, { recursive: true })
    await symlink(outside, path.join(models, 'linked'))
    expect(await problemOf('linked')).toBe('bad-name')
    expect(await catalogue.find(id('local:linked'))).toBeNull()
  })

  it('is not opened by a link in place of a file', async () => {
    const folder = await installAs('tiny')
    const outside = path.join(scratch.folder, 'tokenizer.json')
    await cp(path.join(folder, 'tokenizer.json'), outside)
    await rm(path.join(folder, 'tokenizer.json'))
    await symlink(outside, path.join(folder, 'tokenizer.json'))
    expect(await problemOf('tiny')).toBe('no-tokenizer')
  })
})

describe('a model without confab.json', () => {
  const seq2seq = (suffix: string) => [`encoder_model${suffix}`, `decoder_model_merged${suffix}`]

  it('gets the settings of its family when it is a T5', async () => {
    await writeDownloaded('flan', { model_type: 't5', n_positions: 300 }, seq2seq(''))
    expect((await catalogue.find(id('local:flan')))?.manifest).toMatchObject({
      name: 'flan',
      task: 'text2text-generation',
      dtype: 'fp32',
      prompt: 'instruction',
      contextTokens: 300,
      maxNewTokens: 100,
      sampling: { noRepeatNgramSize: 2, topK: 50, topP: 0.9 },
    })
  })

  it('is loaded in the smallest precision that is there whole', async () => {
    const files = [...seq2seq(''), ...seq2seq('_fp16'), ...seq2seq('_q4'), 'encoder_model_quantized']
    await writeDownloaded('bart', { model_type: 'bart', max_position_embeddings: 1024 }, files)
    const found = await catalogue.find(id('local:bart'))
    expect(found?.manifest).toMatchObject({ dtype: 'q4', contextTokens: 1024, maxNewTokens: 256 })
  })

  it('is asked by its chat template when it has one, else like one that follows instructions', async () => {
    const folder = await writeDownloaded('qwen', { model_type: 'qwen2' }, ['model_quantized'])
    expect((await catalogue.find(id('local:qwen')))?.manifest.prompt).toBe('instruction')
    await write(folder, 'tokenizer_config.json', { chat_template: '{{ messages }}' })
    expect((await catalogue.find(id('local:qwen')))?.manifest).toMatchObject({
      task: 'text-generation',
      prompt: 'chat-template',
      contextTokens: 512,
    })
  })

  it('is not offered when it does something else than writing', async () => {
    await writeDownloaded('bert', { model_type: 'bert' }, ['model'])
    expect(await problemOf('bert')).toBe('unsupported-task')
  })

  it('is not offered without files of one precision', async () => {
    await writeDownloaded('half', { model_type: 't5' }, ['encoder_model'])
    expect(await problemOf('half')).toBe('no-onnx')
  })
})
