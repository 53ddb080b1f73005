import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { safe } from '@orpc/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportId } from '../../shared/contract/imports.ts'
import { transports, type TestApplication, type TestWindow } from '../contract/transports.ts'
import { repository } from '../support/folders.ts'
import { simpleChatGptChat } from './exportSamples.ts'

const password = 'correct horse'
const pieceBytes = 100_000

const chats = (count: number, name: string): Buffer =>
  Buffer.from(
    JSON.stringify(
      Array.from({ length: count }, (_, index) =>
        simpleChatGptChat(`${name} ${index}`, 'needle', 'x '.repeat(200)),
      ),
    ),
  )

const codeOf = async (call: Promise<unknown>): Promise<unknown> => {
  const { error } = await safe(call)
  return error && 'code' in error ? error.code : null
}

async function appendAll({ client }: TestWindow, importId: ImportId, bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    await client.imports.append({ importId, data: bytes.subarray(at, at + pieceBytes).toString('base64') })
  }
}

async function countOf({ client }: TestWindow): Promise<number> {
  let text = ''
  for await (const part of await client.exports.run({ scope: { kind: 'all' }, format: 'json' })) {
    if (part.type === 'data') text += Buffer.from(part.data, 'base64').toString()
  }
  return JSON.parse(text).conversations.length
}

describe.each(transports)('import and export over a $name', ({ start }) => {
  let application: TestApplication
  let window: TestWindow

  async function signedIn(): Promise<TestWindow> {
    const another = await application.connect()
    await another.client.profiles.signIn({ login: 'Ada', password, staySignedIn: false })
    return another
  }

  beforeAll(async () => {
    application = await start()
    window = await application.connect()
    await window.client.profiles.create({ userName: 'Ada', email: null, password })
  }, 60_000)

  afterAll(() => application.close())

  it('takes a file in pieces, tells of it, and gives it out again', async () => {
    const events = await window.client.events.subscribe({})
    const { importId } = await window.client.imports.begin({ name: 'x.json' })
    await appendAll(window, importId, chats(30, 'first'))
    const report = await window.client.imports.finish({ importId })
    expect(report).toMatchObject({ added: 30, messages: 60, problems: [] })
    for await (const event of events) if (event.type === 'conversations-changed') break
    expect(await countOf(window)).toBe(30)
    expect(await codeOf(window.client.imports.finish({ importId }))).toBe('IMPORT_NOT_FOUND')
  })

  it('leaves the import to the window that began it, one at a time', async () => {
    const other = await signedIn()
    const { importId } = await window.client.imports.begin({ name: 'a' })
    expect(await codeOf(other.client.imports.begin({ name: 'b' }))).toBe('IMPORT_RUNNING')
    expect(await codeOf(other.client.imports.cancel({ importId }))).toBe('IMPORT_NOT_FOUND')
    const again = await window.client.imports.begin({ name: 'a' })
    expect(await codeOf(window.client.imports.cancel({ importId }))).toBe('IMPORT_NOT_FOUND')
    expect(await window.client.imports.cancel(again)).toMatchObject({ added: 0 })
    other.cut()
  })

  it('ends an import when its window is gone, and when it signs out', async () => {
    const before = await countOf(window)
    for (const leave of ['cut', 'sign out'] as const) {
      const other = await signedIn()
      const { importId } = await other.client.imports.begin({ name: 'a' })
      await appendAll(other, importId, chats(20, leave).subarray(0, 20_000))
      if (leave === 'cut') other.cut()
      else await other.client.profiles.signOut({})
      // The host is told of a cut connection by the operating system, in its own time.
      const begin = () => safe(window.client.imports.begin({ name: 'b' }))
      let begun = await begin()
      for (let tries = 0; tries < 100 && begun.error; tries += 1) {
        await setTimeout(20)
        begun = await begin()
      }
      if (!begun.data) throw new Error('the import goes on')
      await window.client.imports.cancel(begun.data)
    }
    expect(await countOf(window)).toBeGreaterThanOrEqual(before)
  })

  it('ends the import of a file that cannot be read, and says why', async () => {
    const { importId } = await window.client.imports.begin({ name: 'a' })
    const data = Buffer.from('hello').toString('base64')
    const { error } = await safe(window.client.imports.append({ importId, data }))
    expect(error).toMatchObject({ code: 'IMPORT_UNREADABLE', data: { reason: 'not-an-export' } })
    expect(await codeOf(window.client.imports.append({ importId, data }))).toBe('IMPORT_NOT_FOUND')
  })

  it('refuses pieces that are too long or no base64, and all of it to a window that is signed out', async () => {
    const { importId } = await window.client.imports.begin({ name: 'a' })
    const append = (data: string) => codeOf(window.client.imports.append({ importId, data }))
    expect(await append('A'.repeat(699_056))).toBe('INVALID_INPUT')
    expect(await append('??')).toBe('INVALID_INPUT')
    expect(await append('A'.repeat(699_052))).toBe('IMPORT_UNREADABLE')
    const stranger = await application.connect()
    expect(await codeOf(stranger.client.imports.begin({ name: 'a' }))).toBe('SIGNED_OUT')
    expect(await codeOf(stranger.client.exports.run({ scope: { kind: 'all' }, format: 'text' }))).toBe(
      'SIGNED_OUT',
    )
    stranger.cut()
  })

  it('ends an export that is left, and one whose window signs out', async () => {
    const other = await signedIn()
    const parts = await other.client.exports.run({ scope: { kind: 'all' }, format: 'html' })
    for await (const part of parts) if (part.type === 'file') break
    const second = await other.client.exports.run({ scope: { kind: 'all' }, format: 'html' })
    await other.client.profiles.signOut({})
    const read = async () => {
      for await (const part of second) expect(part).toBeDefined()
    }
    // What was on its way already may have been all of it.
    expect([null, 'SIGNED_OUT']).toContain(await codeOf(read()))
    other.cut()
  })

  it('leaves nothing readable of a chat in any file', async () => {
    // From another process: one that closes a database's file loses all its locks on it.
    const script = path.join(repository, 'tests', 'support', 'searchBytes.ts')
    const found = execFileSync(process.execPath, [script, application.dataFolder, 'needle', 'first 1'])
    expect(found.toString()).toBe('')
    expect(application.log.join('\n')).not.toMatch(/needle|first 1/u)
  })
})
