import { randomUUID } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { MessageId, ModelId } from '../../shared/contract/base.ts'
import { temporaryFolder } from '../support/folders.ts'
import { startServer, type ServerProcess } from '../support/server.ts'
import { connectWindow, openBrowser, type ConnectedWindow } from '../support/webSocketClient.ts'

const password = 'correct horse'

/** Every file and folder below a folder, by its path in it. */
function namesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()
}

/** What anybody but the owner may do something with. */
function openToOthers(folder: string): readonly string[] {
  return namesIn(folder).filter((name) => {
    const stats = lstatSync(path.join(folder, name))
    return !stats.isSymbolicLink() && (stats.mode & 0o077) !== 0
  })
}

async function started(folder: string): Promise<{ server: ServerProcess; window: ConnectedWindow }> {
  const server = await startServer(folder)
  onTestFinished(() => void server.child.kill('SIGKILL'))
  return { server, window: await connectWindow(await openBrowser(server.address)) }
}

/** Does what makes files: a profile, a chat, settings, a backup, an export, half an upload. */
async function session({ client }: ConnectedWindow): Promise<void> {
  await client.profiles.create({ userName: 'Ada', email: null, password })
  await client.preferences.update({ theme: 'dark' })
  const messageId = randomUUID() as MessageId
  const modelId = 'local:starter' as ModelId
  await client.chat.send({ conversationId: null, messageId, text: 'Hello', modelId, settings: null })
  await client.backups.create({})
  for await (const part of await client.exports.run({ scope: { kind: 'all' }, format: 'json' })) void part
  const { uploadId } = await client.backups.startUpload({ bytes: 10 })
  await client.backups.addPiece({ uploadId, offset: 0, data: Buffer.from('CONFAB').toString('base64') })
}

describe.skipIf(process.platform === 'win32')('a data folder', () => {
  it('has no file and no folder that is open to others, in a session and after it', async () => {
    const { folder, remove } = temporaryFolder()
    onTestFinished(remove)
    const data = path.join(folder, 'made', 'by Confab')
    const { server, window } = await started(data)
    await session(window)
    const during = namesIn(data)
    for (const part of [
      'profiles.db-wal',
      'profiles.db-shm',
      'confab.db-wal',
      'settings.json',
      'confab.log',
      'backups',
      'uploads',
    ])
      expect(during.filter((name) => name.endsWith(part))).not.toEqual([])
    expect(openToOthers(folder)).toEqual([])
    expect(await server.end()).toBe(0)
    expect(openToOthers(folder)).toEqual([])
  })

  it('is put right at the start where an earlier version left it open', async () => {
    const { folder, remove } = temporaryFolder()
    onTestFinished(remove)
    const first = await started(folder)
    await session(first.window)
    await first.server.end()
    mkdirSync(path.join(folder, 'models', 'own', 'onnx'), { recursive: true })
    writeFileSync(path.join(folder, 'models', 'own', 'onnx', 'model.onnx'), '')
    for (const name of ['.', ...namesIn(folder)]) {
      const file = path.join(folder, name)
      chmodSync(file, lstatSync(file).isDirectory() ? 0o755 : 0o644)
    }
    await started(folder)
    await expect.poll(() => openToOthers(folder), { timeout: 10_000 }).toEqual([])
    await expect.poll(() => lstatSync(folder).mode & 0o777).toBe(0o700)
  })

  it('keeps the rights of what is not of Confab, and of what a link leads to', async () => {
    const { folder, remove } = temporaryFolder()
    onTestFinished(remove)
    const data = path.join(folder, 'home')
    const foreign = [path.join(data, 'notes.txt'), path.join(folder, 'elsewhere', 'model.onnx')]
    for (const file of foreign) {
      mkdirSync(path.dirname(file), { recursive: true })
      writeFileSync(file, '')
    }
    mkdirSync(path.join(data, 'models'))
    symlinkSync(path.join(folder, 'elsewhere'), path.join(data, 'models', 'linked'))
    const left = [data, path.join(folder, 'elsewhere')]
    for (const file of left) chmodSync(file, 0o755)
    for (const file of foreign) chmodSync(file, 0o644)
    chmodSync(path.join(data, 'models'), 0o755)
    await started(data)
    await expect.poll(() => lstatSync(path.join(data, 'models')).mode & 0o777).toBe(0o700)
    for (const file of left) expect(lstatSync(file).mode & 0o777).toBe(0o755)
    for (const file of foreign) expect(lstatSync(file).mode & 0o777).toBe(0o644)
  })
})
