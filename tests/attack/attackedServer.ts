import { existsSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import { expect } from 'vitest'
import { temporaryFolder } from '../support/folders.ts'
import { startServer } from '../support/server.ts'
import { connectWindow, openBrowser, type Browser, type ConnectedWindow } from '../support/webSocketClient.ts'

export const password = 'correct horse'

/** A server host that is attacked, with the window of somebody else who is signed in and goes on working. */
export interface AttackedServer {
  readonly address: string
  readonly host: string
  readonly browser: Browser
  readonly witness: ConnectedWindow
  /** A window that nobody is signed in to. */
  stranger(): Promise<ConnectedWindow>
  /** A window in which somebody new is signed in. */
  person(userName: string): Promise<ConnectedWindow>
  /** All that comes back for bytes on a bare connection, until the server ends it. */
  answered(sent: string | Buffer): Promise<string>
  readonly log: () => string
  /** Memory in bytes, and processor time in milliseconds; zeros where the system does not tell. */
  costs(): { readonly memory: number; readonly time: number }
  end(): Promise<void>
}

/** Far above any limit of the server's. In milliseconds. */
const bounded = 30_000

function costsOf(pid: number | undefined) {
  const folder = `/proc/${pid}`
  if (!existsSync(folder)) return { memory: 0, time: 0 }
  const memory = Number(/VmRSS:\s+(\d+)/u.exec(readFileSync(`${folder}/status`, 'utf8'))?.[1]) * 1024
  const ticks = readFileSync(`${folder}/stat`, 'utf8').split(' ').slice(13, 15).map(Number)
  return { memory, time: ticks.reduce((sum, one) => sum + one, 0) * 10 }
}

function answeredBy(port: number, sent: string | Buffer): Promise<string> {
  const { promise, reject, resolve } = Promise.withResolvers<string>()
  const socket = connect({ port, host: '127.0.0.1' })
  let answer = ''
  const timer = setTimeout(() => {
    socket.destroy()
    reject(new Error('the server did not close the socket'))
  }, bounded)
  socket.on('data', (chunk: Buffer) => {
    answer = (answer + chunk.toString('latin1')).slice(0, 10_000)
  })
  socket.on('error', () => socket.destroy())
  socket.once('close', () => {
    clearTimeout(timer)
    resolve(answer)
  })
  socket.write(sent)
  return promise
}

export async function startAttackedServer(): Promise<AttackedServer> {
  const { folder, remove } = temporaryFolder()
  const server = await startServer(folder)
  const browser = await openBrowser(server.address)
  const port = Number(new URL(server.address).port)

  async function person(userName: string): Promise<ConnectedWindow> {
    const window = await connectWindow(browser)
    await window.client.profiles.create({ userName, email: null, password })
    return window
  }

  const witness = await person('Witness')
  return {
    address: server.address,
    host: `127.0.0.1:${port}`,
    browser,
    witness,
    stranger: () => connectWindow(browser),
    person,
    answered: (sent) => answeredBy(port, sent),
    log: () => readFileSync(path.join(folder, 'logs', 'confab.log'), 'utf8'),
    costs: () => costsOf(server.child.pid),
    async end() {
      await server.end()
      remove()
    },
  }
}

/** What is right for all of them: nothing was thrown that nobody caught, and others go on. */
export async function expectUnharmed(server: AttackedServer): Promise<void> {
  expect(await server.witness.client.session.get({})).toMatchObject({ profile: { userName: 'Witness' } })
  expect(server.log()).not.toMatch(/uncaught|unhandled|unexpectedly/u)
}

export function callOf(u: string, json: unknown, more: object = {}, payload: object = {}): string {
  return JSON.stringify({ i: 'x', p: { u, b: { json, ...more }, ...payload } })
}
