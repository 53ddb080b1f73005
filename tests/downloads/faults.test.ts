import { once } from 'node:events'
import { rm, symlink } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { problemOf } from '../../electron/core/downloads/downloadFault.ts'
import type { DownloadProblem } from '../../shared/contract/downloads.ts'
import { startFakeOpenAi } from '../fakes/fakeOpenAi.ts'
import type { HubFault } from '../fakes/hub/hubServer.ts'
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

/** What goes wrong, where (`''` is the list), what the person is told, and how often the hub is asked in all. */
const faults: readonly (readonly [string, string, HubFault, DownloadProblem, number])[] = [
  ['a model that is not there', '', { kind: 'status', status: 404 }, 'not-found', 1],
  ['a model that wants somebody signed in', '', { kind: 'status', status: 401 }, 'refused', 1],
  ['a hub that fails', '', { kind: 'status', status: 500 }, 'server-error', 3],
  ['a hub that is asked too much', '', { kind: 'status', status: 429 }, 'server-error', 3],
  ['a hub that says nothing', '', { kind: 'hang' }, 'timed-out', 3],
  ['a list that is a web page', '', { kind: 'html' }, 'bad-list', 1],
  ['a list that is cut', '', { kind: 'not-json' }, 'bad-list', 1],
  ['a file that is gone', decoder, { kind: 'status', status: 404 }, 'not-found', 1],
  ['a file behind a licence', decoder, { kind: 'status', status: 403 }, 'refused', 1],
  ['a file the hub fails at', decoder, { kind: 'status', status: 503 }, 'server-error', 3],
  ['a file that never begins', decoder, { kind: 'hang' }, 'timed-out', 3],
  [
    'a file that breaks off before anything came',
    decoder,
    { kind: 'reset-after', bytes: 0 },
    'connection-lost',
    3,
  ],
  ['a file of other bytes', decoder, { kind: 'wrong-bytes' }, 'checksum-mismatch', 1],
  ['a file that is too short', decoder, { kind: 'too-short' }, 'size-mismatch', 1],
  ['a file that is too long', decoder, { kind: 'too-long' }, 'size-mismatch', 1],
  ['a web page in place of a file', decoder, { kind: 'html' }, 'not-a-file', 1],
  ['no JSON in place of the configuration', 'config.json', { kind: 'not-json' }, 'no-config', 1],
]

/** Milliseconds. Only a hub that hangs is waited for in vain: any other has the time that a busy machine needs. */
function patienceFor(fault: HubFault): number {
  return fault.kind === 'hang' ? 250 : 20_000
}

describe('a download that goes wrong', () => {
  it.each(faults)('names %s', async (_, file, fault, problem, attempts) => {
    test.hub.fail(file, fault)
    const downloads = test.open({ timeout: patienceFor(fault) })
    await downloads.start(repository, 'q8')
    expect(await reach(downloads, 'paused')).toMatchObject({ problem, retryAt: null })
    const way = file === '' ? '/api/models/confab-tests/tiny/tree/main' : `/cdn/${file}`
    expect(test.hub.requests.filter((seen) => seen.path === way)).toHaveLength(attempts)
    expect(test.files().filter((name) => !name.startsWith('.downloads'))).toEqual([])
  })

  it.each(faults)('goes on to the end once it was %s and is resumed', async (_, file, fault) => {
    test.hub.fail(file, fault)
    const downloads = test.open({ timeout: patienceFor(fault) })
    const id = await downloads.start(repository, 'q8')
    await reach(downloads, 'paused')
    test.hub.heal()
    if (id) await downloads.resume(id)
    expect(await reach(downloads, 'installed')).toMatchObject({ problem: null, folder: 'tiny-q8' })
  })

  it('deletes a file that is not the right one and keeps the others', async () => {
    test.hub.fail(decoder, { kind: 'wrong-bytes' })
    const downloads = test.open()
    await downloads.start(repository, 'q8')
    const download = await reach(downloads, 'paused')
    expect(download?.files.find((file) => file.path === decoder)?.received).toBe(0)
    const kept = test.files().filter((name) => name.includes('onnx/'))
    expect(kept).toEqual([`.downloads/confab-tests--tiny--q8/model/${encoder}`])
  })

  it('keeps what arrived when the connection stays dead', async () => {
    test.hub.fail(decoder, { kind: 'reset-after', bytes: 0 })
    test.hub.fail(encoder, { kind: 'reset-after', bytes: 4_000 }, 1)
    const downloads = test.open()
    await downloads.start(repository, 'q8')
    const download = await reach(downloads, 'paused')
    expect(download?.problem).toBe('connection-lost')
    const arrived = download?.files.find((file) => file.path === encoder)
    expect(arrived?.received).toBe(arrived?.bytes)
  })

  it('is told that nothing answers at the address', async () => {
    const downloads = test.open({ hubUrl: 'http://127.0.0.1:9' })
    await downloads.start(repository, 'q8')
    expect((await reach(downloads, 'paused'))?.problem).toBe('no-network')
  })

  it('is told that the name of the hub is not known', async () => {
    const downloads = test.open({ hubUrl: 'http://hub.invalid' })
    await downloads.start(repository, 'q8')
    expect((await reach(downloads, 'paused'))?.problem).toBe('no-network')
  })

  it('is told of a hub whose certificate is not trusted, and of one that speaks no HTTP', async () => {
    const untrusted = await startFakeOpenAi({ encrypted: true })
    const silent = createServer((socket) => void socket.end('SSH-2.0-none\r\n')).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const { port } = silent.address() as AddressInfo
    const problemAt = (hubUrl: string) => test.open({ hubUrl }).plan(repository).catch(problemOf)
    expect(await problemAt(untrusted.baseUrl)).toBe('no-network')
    expect(await problemAt(`http://127.0.0.1:${port}`)).toBe('connection-lost')
    await untrusted.close()
    silent.close()
  })

  it('asks for no byte of a model that there is no room for', async () => {
    const downloads = test.open({ freeBytes: () => Promise.resolve(256 * 1024 * 1024) })
    await downloads.start(repository, 'q8')
    expect((await reach(downloads, 'paused'))?.problem).toBe('disk-full')
    expect(test.hub.requests.filter((seen) => seen.path.endsWith('.onnx'))).toEqual([])
  })

  it.skipIf(process.platform !== 'linux')('is told that the disk became full on the way', async () => {
    test.hub.fail(decoder, { kind: 'hang-after', bytes: 9_000 })
    const first = test.open()
    await first.start(repository, 'q8')
    await expect.poll(async () => (await only(first))?.files.at(-1)?.received).toBe(9_000)
    await first.close()
    test.hub.heal()
    const partial = path.join(test.modelsFolder, '.downloads', downloadId, 'model', decoder)
    await rm(partial)
    await symlink('/dev/full', partial)
    const downloads = test.open()
    await downloads.resume(downloadId)
    await expect.poll(async () => (await only(downloads))?.problem).toBe('disk-full')
  })

  it('has no file of its own once the hub lists one outside of the model', async () => {
    test.hub.listToo([{ type: 'file', path: '../../outside.json', size: 3 }])
    const downloads = test.open()
    await downloads.start(repository, 'q8')
    await reach(downloads, 'installed')
    expect(test.hub.requests.filter((seen) => seen.path.includes('outside'))).toEqual([])
    expect((await only(downloads))?.files.map((file) => file.path)).not.toContain('../../outside.json')
  })
})
