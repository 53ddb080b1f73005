import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createModelCatalogue } from '../../electron/core/models/modelCatalogue.ts'
import type { ModelId } from '../../shared/contract/base.ts'
import type { Repository } from '../../shared/contract/downloads.ts'
import { startChild, user } from '../inference/inferenceChildProcess.ts'
import { downloadAndKill } from './downloadAndKill.ts'
import {
  decoder,
  downloadId,
  encoder,
  only,
  reach,
  repository,
  startDownloadsTest,
  type DownloadsTest,
} from './downloadsTest.ts'

let test: DownloadsTest

beforeEach(async () => {
  test = await startDownloadsTest()
})

afterEach(() => test.close())

function rangesOf(file: string) {
  return test.hub.requests.filter((seen) => seen.path.endsWith(file)).map((seen) => seen.range)
}

describe('the plan of a download', () => {
  it('has the precisions that there are, with the files that the catalogue will want and their sizes', async () => {
    const { variants, freeBytes } = await test.open().plan(repository)
    expect(variants.map(({ precision }) => precision)).toEqual(['q8'])
    expect(variants[0]?.files.map(({ path: name }) => name)).toEqual([
      'config.json',
      'tokenizer.json',
      'tokenizer_config.json',
      'generation_config.json',
      encoder,
      decoder,
    ])
    expect(variants[0]?.bytes).toBe(variants[0]?.files.reduce((sum, file) => sum + file.bytes, 0))
    expect(freeBytes).toBeGreaterThan(0)
  })

  it('has the weights that lie beside a graph, and no name that the hub makes up', async () => {
    const odd = ['../../../evil', `${encoder}_data/../../../../evil`, '/etc/evil', `${encoder}_data\\evil`]
    const entries = [`${encoder}_data`, `${encoder}_data_1`, ...odd]
    test.hub.listToo(entries.map((name) => ({ type: 'file', path: name, size: 3 })))
    const { variants } = await test.open().plan(repository)
    const names = variants[0]?.files.map(({ path: name }) => name) ?? []
    expect(names).toContain(`${encoder}_data`)
    expect(names).toContain(`${encoder}_data_1`)
    expect(names.filter((name) => name.includes('evil'))).toEqual([])
  })

  it('says that a model is not there, as the hub says it', async () => {
    await expect(test.open().plan('nobody/nothing' as Repository)).rejects.toMatchObject({
      problem: 'refused',
    })
  })
})

describe('a download', () => {
  it('becomes a model that the catalogue finds and the inference child answers with', async () => {
    const downloads = test.open()
    await downloads.start(repository, 'q8')
    expect(await reach(downloads, 'installed')).toMatchObject({ folder: 'tiny-q8', problem: null })
    expect(test.changes()).toBe(1)
    const catalogue = createModelCatalogue({ bundledFolder: test.elsewhere, modelsFolder: test.modelsFolder })
    const found = await catalogue.find('local:tiny-q8' as ModelId)
    if (!found) throw new Error('the catalogue does not find the model')
    expect(found.name).toBe('tiny (q8)')
    const child = startChild()
    const { text, last } = await child.ask({ ...found, messages: [user('hello')] })
    child.process.kill()
    expect(last.type).toBe('end')
    expect(text).not.toBe('')
  })

  it('leaves nothing beside the model, and nothing of the hub but the files it needs', async () => {
    const downloads = test.open()
    await downloads.start(repository, 'q8')
    await reach(downloads, 'installed')
    const names = ['config.json', 'confab.json', 'download.json', 'generation_config.json', 'tokenizer.json']
    const inside = [...names, 'tokenizer_config.json', 'onnx', encoder, decoder].map(
      (name) => `tiny-q8/${name}`,
    )
    expect(test.files()).toEqual(['.downloads', 'tiny-q8', ...inside].toSorted())
  })

  it('is offered by nobody before it is whole', async () => {
    test.hub.fail(decoder, { kind: 'hang-after', bytes: 1_000 })
    const downloads = test.open()
    await downloads.start(repository, 'q8')
    await expect.poll(async () => (await only(downloads))?.files.at(-1)?.received).toBe(1_000)
    const catalogue = createModelCatalogue({ bundledFolder: test.elsewhere, modelsFolder: test.modelsFolder })
    const { broken, models } = await catalogue.list()
    expect([models, broken.map(({ folder }) => folder)]).toEqual([[], ['starter']])
  })

  it('says of each file and in all how much has arrived, and how fast', async () => {
    test.hub.fail(decoder, { kind: 'hang-after', bytes: 1_000 })
    const downloads = test.open()
    await downloads.start(repository, 'q8')
    await expect.poll(async () => (await only(downloads))?.files.at(-1)?.received).toBe(1_000)
    const download = await only(downloads)
    expect(download).toMatchObject({ state: 'downloading', problem: null })
    expect(download?.received).toBe((download?.bytes ?? 0) - (download?.files.at(-1)?.bytes ?? 0) + 1_000)
    expect(download?.bytesPerSecond).toBeGreaterThan(0)
    expect(download?.secondsLeft).toBeGreaterThan(0)
  })

  it('goes on with a Range request after the program was killed in the middle of it', async () => {
    test.hub.fail(decoder, { kind: 'hang-after', bytes: 20_000 })
    await downloadAndKill(test, decoder, 20_000)
    test.hub.heal()
    const before = test.hub.sockets()
    const downloads = test.open()
    expect(await only(downloads)).toMatchObject({ id: downloadId, state: 'paused', problem: null })
    expect((await only(downloads))?.files.at(-1)?.received).toBe(20_000)
    expect(test.hub.sockets()).toBe(before)
    await downloads.resume(downloadId)
    await reach(downloads, 'installed')
    expect(rangesOf(`/cdn/${decoder}`)).toEqual([undefined, 'bytes=20000-'])
    expect(rangesOf(`/cdn/${encoder}`)).toEqual([undefined])
  })

  it('starts a file over that has changed on the hub since', async () => {
    test.hub.fail(decoder, { kind: 'hang-after', bytes: 20_000 })
    const first = test.open()
    await first.start(repository, 'q8')
    await expect.poll(async () => (await only(first))?.files.at(-1)?.received).toBe(20_000)
    await first.close()
    test.hub.heal()
    const changed = Buffer.alloc(30_000, 7)
    test.hub.change(decoder, changed)
    const downloads = test.open()
    await downloads.resume(downloadId)
    await reach(downloads, 'installed')
    expect(rangesOf(`/cdn/${decoder}`)).toEqual([undefined, undefined])
    expect(readFileSync(path.join(test.modelsFolder, 'tiny-q8', decoder)).equals(changed)).toBe(true)
  })

  it('goes on by itself after a dead connection, from where it broke off', async () => {
    test.hub.fail(decoder, { kind: 'hang-after', bytes: 15_000 }, 1)
    const downloads = test.open()
    await downloads.start(repository, 'q8')
    await expect.poll(async () => (await only(downloads))?.files.at(-1)?.received).toBe(15_000)
    test.hub.reset()
    await reach(downloads, 'installed')
    expect(rangesOf(`/cdn/${decoder}`)).toEqual([undefined, 'bytes=15000-'])
  })

  it('takes a whole answer in place of a part, from a hub that ignores Range', async () => {
    test.hub.fail(decoder, { kind: 'hang-after', bytes: 15_000 }, 1)
    const downloads = test.open()
    await downloads.start(repository, 'q8')
    await expect.poll(async () => (await only(downloads))?.files.at(-1)?.received).toBe(15_000)
    test.hub.fail(decoder, { kind: 'ignores-range' })
    test.hub.reset()
    await reach(downloads, 'installed')
    expect(rangesOf(`/cdn/${decoder}`)).toEqual([undefined, 'bytes=15000-'])
  })

  it('pauses at once, asks for nothing more, and resumes', async () => {
    test.hub.fail(decoder, { kind: 'hang-after', bytes: 9_000 })
    const downloads = test.open()
    await downloads.start(repository, 'q8')
    await expect.poll(async () => (await only(downloads))?.files.at(-1)?.received).toBe(9_000)
    expect(await downloads.pause(downloadId)).toBeNull()
    expect(await only(downloads)).toMatchObject({ state: 'paused', problem: null, bytesPerSecond: null })
    const asked = test.hub.requests.length
    test.hub.heal()
    expect(test.hub.requests).toHaveLength(asked)
    expect(await downloads.resume(downloadId)).toBeNull()
    await reach(downloads, 'installed')
    expect(rangesOf(`/cdn/${decoder}`)).toEqual([undefined, 'bytes=9000-'])
  })

  it('leaves nothing behind when it is cancelled', async () => {
    test.hub.fail(decoder, { kind: 'hang-after', bytes: 9_000 })
    const downloads = test.open()
    await downloads.start(repository, 'q8')
    await expect.poll(async () => (await only(downloads))?.files.at(-1)?.received).toBe(9_000)
    expect(await downloads.cancel(downloadId)).toBeNull()
    expect(await only(downloads)).toBeUndefined()
    expect(test.files()).toEqual(['.downloads'])
    expect(await downloads.cancel(downloadId)).toBe('unknown-download')
  })

  it('waits until the one before it is done', async () => {
    test.hub.fail('', { kind: 'hang' }, 1)
    const downloads = test.open()
    await downloads.start(repository, 'q8')
    await downloads.start(repository, 'fp32')
    expect((await downloads.list()).downloads.map(({ state }) => state)).toEqual(['checking', 'queued'])
    await downloads.pause(downloadId)
    await expect
      .poll(async () => (await downloads.list()).downloads.map(({ problem, state }) => [state, problem]))
      .toEqual([
        ['paused', null],
        ['paused', 'no-such-precision'],
      ])
  })

  it('takes another name when its own is taken, and is not made twice', async () => {
    const downloads = test.open()
    await downloads.start(repository, 'q8')
    await reach(downloads, 'installed')
    expect(await downloads.start(repository, 'q8')).toBeNull()
    const other = test.open()
    expect(await other.start(repository, 'q8')).toBeNull()
    expect((await other.importFolder(path.join(test.modelsFolder, 'tiny-q8'))).outcome).toBe('refused')
  })
})
