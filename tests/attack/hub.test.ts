import { afterEach, describe, expect, it } from 'vitest'
import { problemOf } from '../../electron/core/downloads/downloadFault.ts'
import { createHub } from '../../electron/core/downloads/hub.ts'
import type { Repository } from '../../shared/contract/downloads.ts'
import type { Fake, FakeAnswer } from '../fakes/fakeServer.ts'
import { openGate } from '../downloads/downloadsTest.ts'
import { startFakeServer } from '../fakes/fakeServer.ts'

const repository = 'confab-tests/tiny' as Repository
const never = new AbortController().signal
let fake: Fake

const list = (body: string, headers: FakeAnswer['headers'] = {}): FakeAnswer => ({
  headers: { 'content-type': 'application/json', ...headers },
  steps: [{ write: body }],
})
const file = '{"type":"file","path":"a","size":1}'

afterEach(() => fake.close())

/** Lists of files as no hub should write them. Null: it is refused. */
const lists: readonly (readonly [attack: string, answer: FakeAnswer, files: number | null])[] = [
  ['brackets by the million', list('['.repeat(8_000_000)), null],
  ['empty lists by the million', list(`[${'[],'.repeat(4_000_000)}[]]`), null],
  ['empty objects by the million', list(`[${'{},'.repeat(4_000_000)}{}]`), null],
  ['a text of 16 MB', list(`["${'x'.repeat(16_000_000)}"]`), null],
  ['more than there may be', list(`["${'x'.repeat(17_000_000)}"]`), null],
  ['an object in place of a list', list('{"__proto__":[]}'), null],
  ['a row of null', list(`[${file},null]`), null],
  ['a size below nothing', list('[{"type":"file","path":"a","size":-1}]'), 1],
  ['a size beyond any number', list('[{"type":"file","path":"a","size":1e999}]'), 1],
  ['a checksum that is none', list('[{"type":"file","path":"a","size":1,"lfs":{"oid":"x","size":1}}]'), 1],
  ['a path without an end', list(`[{"type":"file","path":"${'a'.repeat(2_000)}","size":1}]`), null],
  ['a next page elsewhere', list(`[${file}]`, { link: '<http://192.0.2.1/x>; rel="next"' }), 1],
  ['a next page that is a script', list(`[${file}]`, { link: '<javascript:alert(1)>; rel="next"' }), 1],
  ['a next page that is the same again', list(`[${file}]`, { link: '<?again>; rel="next"' }), 20],
  ['a redirection to a file', { status: 302, headers: { location: 'file:///etc/passwd' }, steps: [] }, null],
  ['a redirection to itself', { status: 302, headers: { location: '' }, steps: [] }, null],
]

describe('a list of files of a model', () => {
  it.each(lists)('costs little, is followed nowhere and read no further: %s', async (_, answer, files) => {
    fake = await startFakeServer(() => answer)
    const hub = createHub(fake.baseUrl, 10_000, openGate())
    const before = process.threadCpuUsage()
    const read = await hub.files(repository, never).catch(problemOf)
    const { user } = process.threadCpuUsage(before)
    expect(Array.isArray(read) ? read.length : read).toBe(files ?? 'bad-list')
    expect(user).toBeLessThan(1_500_000)
    expect(fake.requests.length).toBeLessThanOrEqual(20)
  })
})
