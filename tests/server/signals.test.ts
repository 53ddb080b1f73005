/** SIGTERM and SIGINT end the server host whatever it is in the middle of, soon and in order. */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { renameSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import { safe } from '@orpc/client'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { ModelId } from '../../shared/contract/base.ts'
import { linkTestModel } from '../models/testModels.ts'
import { temporaryFolder } from '../support/folders.ts'
import { startServer } from '../support/server.ts'
import { connectWindow, openBrowser, type ConnectedWindow } from '../support/webSocketClient.ts'

vi.setConfig({ testTimeout: 60_000 })

const password = 'correct horse'
/** The promise is two seconds; a loaded machine is given more. In milliseconds. */
const soon = 15_000

type Client = ConnectedWindow['client']
interface Started {
  readonly client: Client
  readonly socket: ConnectedWindow['socket']
  readonly address: string
  readonly folder: string
}

async function begin(): Promise<Started & { end(signal: NodeJS.Signals): Promise<number | null> }> {
  const { folder, remove } = temporaryFolder()
  await linkTestModel('slow', path.join(folder, 'models', 'slow'))
  const server = await startServer(folder)
  onTestFinished(() => {
    server.child.kill('SIGKILL')
    remove()
  })
  const { client, socket } = await connectWindow(await openBrowser(server.address))
  await client.profiles.create({ userName: 'Ada', email: null, password })
  return {
    client,
    socket,
    address: server.address,
    folder,
    async end(signal) {
      const gone = once(server.child, 'exit', { signal: AbortSignal.timeout(soon) })
      server.child.kill(signal)
      await gone
      return server.child.exitCode
    },
  }
}

const send = (client: Client, modelId = 'local:slow' as ModelId) =>
  client.chat.send({
    conversationId: null,
    messageId: randomUUID(),
    text: 'x '.repeat(10_000),
    modelId,
    settings: null,
  })

/** What is begun and not waited for: it ends with the server. */
const activities: Readonly<Record<string, (started: Started) => Promise<unknown>>> = {
  nothing: async () => {},
  'an answer': ({ client }) => send(client),
  'a key derivation': async ({ client }) => {
    for (let count = 0; count < 3; count += 1)
      void safe(client.profiles.signIn({ login: 'Ada', password, staySignedIn: false }))
    await client.app.info({})
  },
  'a backup': async ({ client }) => {
    await send(client)
    void safe(client.backups.create({}))
    await client.app.info({})
  },
  'an export': async ({ client }) => {
    await send(client)
    const parts = await client.exports.run({ scope: { kind: 'all' }, format: 'json' })
    await parts[Symbol.asyncIterator]().next()
  },
  'an upload': async ({ client }) => {
    const { uploadId } = await client.backups.startUpload({ bytes: 1_000 })
    await client.backups.addPiece({ uploadId, offset: 0, data: Buffer.from('CONFAB').toString('base64') })
  },
  'an import': async ({ client }) => {
    const { importId } = await client.imports.begin({ name: 'x' })
    await client.imports.append({ importId, data: Buffer.from('[{').toString('base64') })
  },
  'a window that does not read': async ({ client, socket }) => {
    void safe(send(client))
    socket.pause()
  },
  'a connection that sends nothing': async ({ address }) => {
    const silent = connect({ port: Number(new URL(address).port), host: '127.0.0.1', allowHalfOpen: true })
    silent.on('error', () => silent.destroy())
    onTestFinished(() => void silent.destroy())
    await once(silent, 'connect')
  },
  'a connection that does not read': async ({ address }) => {
    const deaf = connect({ port: Number(new URL(address).port), host: '127.0.0.1', allowHalfOpen: true })
    deaf.on('error', () => deaf.destroy())
    onTestFinished(() => void deaf.destroy())
    await once(deaf, 'connect')
    deaf.pause()
    deaf.write(`GET / HTTP/1.1\r\nHost: ${new URL(address).host}\r\n\r\n`.repeat(500))
  },
  'a data folder that has gone': async ({ client, folder }) => {
    renameSync(folder, `${folder}-gone`)
    onTestFinished(() => renameSync(`${folder}-gone`, folder))
    await safe(send(client))
  },
}

describe('the server host', () => {
  it.each(Object.keys(activities))('ends by a signal in the middle of: %s', async (name) => {
    const started = await begin()
    await activities[name]?.(started)
    expect(await started.end(name.length % 2 === 0 ? 'SIGTERM' : 'SIGINT')).toBe(0)
  })
})
