import { cp, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { downloadsContract } from '../../shared/contract/downloads.ts'
import { ensureTestModel } from '../models/testModels.ts'
import { reach, repository, startDownloadsTest, type DownloadsTest } from './downloadsTest.ts'

let test: DownloadsTest
let source: string

beforeEach(async () => {
  test = await startDownloadsTest()
  source = path.join(test.elsewhere, 'My tiny model')
  await cp(await ensureTestModel('tiny'), source, { recursive: true })
})

afterEach(() => test.close())

describe('a folder that is imported', () => {
  it('becomes a model under a name that can be used, and only its own files are copied', async () => {
    await writeFile(path.join(source, 'pytorch_model.bin'), 'weights of another kind')
    const downloads = test.open()
    expect(await downloads.importFolder(source)).toEqual({ outcome: 'imported', folder: 'My-tiny-model' })
    expect(await downloads.importFolder(source)).toEqual({ outcome: 'imported', folder: 'My-tiny-model-2' })
    expect(await readdir(path.join(test.modelsFolder, 'My-tiny-model'))).not.toContain('pytorch_model.bin')
    expect((await downloads.list()).installed.map(({ modelId }) => modelId)).toEqual([
      'local:My-tiny-model',
      'local:My-tiny-model-2',
    ])
    expect(test.changes()).toBe(2)
  })

  it.each([
    ['config.json', 'no-config'],
    ['tokenizer.json', 'no-tokenizer'],
    ['onnx', 'no-onnx'],
  ])('is refused without %s, and leaves nothing', async (missing, problem) => {
    await rm(path.join(source, missing), { recursive: true })
    const downloads = test.open()
    expect(await downloads.importFolder(source)).toEqual({ outcome: 'refused', problem })
    expect(test.files().filter((name) => name !== '.downloads')).toEqual([])
    expect((await downloads.list()).installed).toEqual([])
  })

  it('is refused when its path is relative, missing or that of a file', async () => {
    const downloads = test.open()
    for (const given of ['My tiny model', path.join(source, 'nothing'), path.join(source, 'config.json')]) {
      expect(await downloads.importFolder(given)).toEqual({ outcome: 'refused', problem: 'not-a-folder' })
    }
  })

  it('does not bring along what a link in it leads to', async () => {
    const secret = path.join(test.elsewhere, 'secret.json')
    await writeFile(secret, '{"secret":true}')
    await symlink(secret, path.join(source, 'generation_extra.json'))
    const downloads = test.open()
    await downloads.importFolder(source)
    expect(await readdir(path.join(test.modelsFolder, 'My-tiny-model'))).not.toContain(
      'generation_extra.json',
    )
  })
})

describe('a model that is deleted', () => {
  it('is gone from the disk and from the list, and can be downloaded again', async () => {
    const downloads = test.open()
    await downloads.start(repository, 'q8')
    await reach(downloads, 'installed')
    expect(await downloads.removeModel('tiny-q8')).toBeNull()
    expect(test.files()).toEqual(['.downloads'])
    expect(await downloads.list()).toEqual({ downloads: [], installed: [] })
    await downloads.start(repository, 'q8')
    await reach(downloads, 'installed')
  })

  it('is never one outside of the models folder', async () => {
    await mkdir(test.modelsFolder, { recursive: true })
    await symlink(source, path.join(test.modelsFolder, 'linked'))
    const downloads = test.open()
    for (const folder of ['..', '../../elsewhere', '.downloads', 'linked', 'absent']) {
      expect(await downloads.removeModel(folder)).toBe('unknown-model')
    }
    expect(await readdir(source)).toContain('config.json')
  })
})

describe('what a window may ask for', () => {
  const { plan, removeModel } = downloadsContract
  const accepts = (schema: typeof plan | typeof removeModel, input: unknown) =>
    schema['~orpc'].inputSchema?.['~standard'].validate(input)

  it.each([
    '../evil',
    'owner',
    'owner/name/more',
    'owner/..',
    'own--er/name',
    'owner/na me',
    'https://a/b',
    '/b',
  ])('is not the model %s', async (name) => {
    expect(await accepts(plan, { repository: name })).toHaveProperty('issues')
  })

  it('is a model as the hub names them', async () => {
    expect(await accepts(plan, { repository: 'onnx-community/Llama-3.2-1B-Instruct' })).not.toHaveProperty(
      'issues',
    )
  })

  it.each(['../x', 'a/b', 'a\\b', '.downloads', ''])('is not to delete %s', async (folder) => {
    expect(await accepts(removeModel, { folder })).toHaveProperty('issues')
  })
})
