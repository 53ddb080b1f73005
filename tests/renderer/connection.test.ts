import { implement } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { createConnection, delayBefore, type Connection } from '../../renderer/connection/connection.ts'
import { webSocketLinks } from '../../renderer/connection/webSocket.ts'
import { contract } from '../../shared/contract/index.ts'

const info = { version: '1', host: 'server', dataFolder: '/data', theme: 'system' } as const

interface Server {
  readonly port: number
  /** Ends every socket without a word, as a killed process does. */
  drop(): void
  close(): Promise<void>
}

/** `answer` settles a call of `app.info`; never to leave it pending. */
async function startServer(
  port: number,
  answer: () => Promise<void> = () => Promise.resolve(),
): Promise<Server> {
  const procedures = implement(contract)
  const handler = new RPCHandler({
    app: {
      info: procedures.app.info.handler(async () => {
        await answer()
        return info
      }),
    },
  })
  const server = new WebSocketServer({ port, host: '127.0.0.1' })
  server.on('connection', (socket) => void handler.upgrade(socket))
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  const drop = (): void => server.clients.forEach((client) => client.terminate())
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    drop,
    close: () => {
      drop()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

const ends: (() => unknown)[] = []

afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

function connectTo(server: Server, onAnother: () => void = () => undefined): Connection {
  const connection = createConnection(
    webSocketLinks(
      () => Promise.resolve(`ws://127.0.0.1:${server.port}/rpc`),
      () => Promise.resolve(onAnother()),
    ),
  )
  void connection.run()
  ends.push(
    () => connection.end(),
    () => server.close(),
  )
  return connection
}

function until(connection: Connection, status: 'connected' | 'lost'): Promise<void> {
  if (connection.store.getState().status === status) return Promise.resolve()
  return new Promise((resolve) => {
    const stop = connection.store.subscribe((state) => {
      if (state.status !== status) return
      stop()
      resolve()
    })
  })
}

describe('the connection of a window', () => {
  it('waits twice as long after each failure, up to five seconds', () => {
    expect([0, 1, 2, 3, 4, 5, 9].map(delayBefore)).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000])
  })

  it('calls the core', async () => {
    const connection = connectTo(await startServer(0))
    await until(connection, 'connected')
    await expect(connection.store.getState().client?.app.info({})).resolves.toEqual(info)
  })

  it('settles a call that is pending when its socket dies', async () => {
    const called = Promise.withResolvers<void>()
    const server = await startServer(0, () => {
      called.resolve()
      return new Promise(() => undefined)
    })
    const connection = connectTo(server)
    await until(connection, 'connected')
    const pending = connection.store.getState().client?.app.info({})
    await called.promise
    server.drop()
    await expect(pending).rejects.toBeInstanceOf(Error)
    expect(connection.store.getState().client).toBeNull()
  })

  it('comes back by itself to a server that was started anew', async () => {
    let renewals = 0
    const server = await startServer(0)
    const connection = connectTo(server, () => {
      renewals += 1
    })
    await until(connection, 'connected')
    await server.close()
    await until(connection, 'lost')
    const again = await startServer(server.port)
    ends.push(() => again.close())
    await until(connection, 'connected')
    await expect(connection.store.getState().client?.app.info({})).resolves.toEqual(info)
    expect(renewals).toBeGreaterThan(0)
  })

  it('tries at once when the person comes back, instead of sitting out its pause', async () => {
    const server = await startServer(0)
    const connection = connectTo(server)
    await until(connection, 'connected')
    // The pause after the third attempt in vain is a second long.
    const thirdPause = Promise.withResolvers<void>()
    let losses = 0
    connection.store.subscribe(({ status }) => {
      if (status === 'lost') losses += 1
      if (losses === 3) thirdPause.resolve()
    })
    await server.close()
    await thirdPause.promise
    const again = await startServer(server.port)
    ends.push(() => again.close())
    const startedAt = performance.now()
    connection.retryNow()
    await until(connection, 'connected')
    expect(performance.now() - startedAt).toBeLessThan(500)
  })
})
