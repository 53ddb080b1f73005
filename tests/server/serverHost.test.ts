import { request } from 'node:http'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { temporaryFolder } from '../support/folders.ts'
import { startServer, type ServerProcess } from '../support/server.ts'
import { connectWindow, openBrowser } from '../support/webSocketClient.ts'

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** A request with headers that `fetch` would not let anybody set. */
function ask(address: string, headers: Record<string, string>, method = 'GET', path_ = '/'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(address)
    const asked = request({ hostname, port, path: path_, method, headers }, (response) => {
      let body = ''
      response.on('data', (chunk: Buffer) => {
        body += chunk.toString()
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    asked.on('error', reject)
    asked.end()
  })
}

/** How a WebSocket handshake is answered: 101 when it is taken. */
function handshake(address: string, url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${address.replace('http', 'ws')}${url}`, { headers })
    socket.on('open', () => {
      resolve(101)
      socket.terminate()
    })
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    socket.on('error', () => resolve(0))
  })
}

describe('the server host', () => {
  const { folder, remove } = temporaryFolder()
  let server: ServerProcess
  const windowId = '00000000-0000-4000-8000-000000000000'

  beforeAll(async () => {
    server = await startServer(folder)
  })

  afterAll(async () => {
    await server.end()
    remove()
  })

  it('serves the window with the strict policy and a session cookie that no script can read', async () => {
    const { status, headers, body } = await ask(server.address, {})
    expect(status).toBe(200)
    expect(body).toContain('<title>Confab')
    expect(headers['content-security-policy']).toContain("script-src 'self'")
    expect(headers['set-cookie']?.[0]).toMatch(/HttpOnly.*SameSite=Strict|SameSite=Strict.*HttpOnly/u)
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })

  it.each(['evil.example', 'evil.example:8317', '127.0.0.1.evil.example', 'localhost.evil.example'])(
    'refuses pages asked for under the name %s (DNS rebinding)',
    async (host) => {
      const { port } = new URL(server.address)
      expect((await ask(server.address, { host })).status).toBe(421)
      expect((await ask(server.address, { host: `${host.split(':')[0]}:${port}` })).status).toBe(421)
    },
  )

  it('refuses a WebSocket from another origin, from none, and one without a session (cross-site WebSocket)', async () => {
    const { cookie, origin } = await openBrowser(server.address)
    const { host } = new URL(server.address)
    const url = `rpc?window=${windowId}`
    expect(await handshake(server.address, url, { cookie, origin: 'http://evil.example' })).toBe(403)
    expect(await handshake(server.address, url, { cookie, origin: 'http://127.0.0.1:1' })).toBe(403)
    expect(await handshake(server.address, url, { cookie, origin: 'null' })).toBe(403)
    expect(await handshake(server.address, url, { cookie })).toBe(403)
    expect(
      await handshake(server.address, url, { cookie, origin: `http://evil.example`, host: 'evil.example' }),
    ).toBe(403)
    expect(await handshake(server.address, url, { origin })).toBe(400)
    expect(await handshake(server.address, 'rpc?window=../../x', { cookie, origin })).toBe(400)
    expect(await handshake(server.address, `other?window=${windowId}`, { cookie, origin })).toBe(400)
    expect(await handshake(server.address, url, { cookie, origin, host })).toBe(101)
  })

  it.each(['/../package.json', '/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/package.json', '/.git/config'])(
    'gives away no file outside of the window: %s',
    async (file) => {
      const { status, body } = await ask(server.address, {}, 'GET', file)
      expect([400, 404]).toContain(status)
      expect(body).not.toContain('"name"')
    },
  )

  it('answers nothing but GET and HEAD', async () => {
    expect((await ask(server.address, {}, 'POST')).status).toBe(405)
    expect((await ask(server.address, {}, 'DELETE')).status).toBe(405)
  })

  it('keeps two browsers apart even when they choose the same window name', async () => {
    const ada = await connectWindow(await openBrowser(server.address), windowId)
    await ada.client.profiles.create({ userName: 'Ada', email: null, password: 'correct horse' })
    const other = await connectWindow(await openBrowser(server.address), windowId)
    expect((await other.client.session.get({})).profile).toBeNull()
    expect((await ada.client.session.get({})).profile?.userName).toBe('Ada')
  })

  it('refuses a second start on the same data folder and names what holds it', async () => {
    await expect(startServer(folder)).rejects.toThrow(
      new RegExp(`already.*${server.child.pid ?? ''}.*${server.address}.*--data`, 'su'),
    )
  })

  it('puts a broken settings file right instead of refusing to start', async () => {
    const other = temporaryFolder()
    mkdirSync(other.folder, { recursive: true })
    writeFileSync(path.join(other.folder, 'settings.json'), '{ "theme": ')
    const started = await startServer(other.folder)
    const { client } = await connectWindow(await openBrowser(started.address))
    expect((await client.app.info({})).theme).toBe('system')
    await started.end()
    other.remove()
  })

  it('keeps the theme of the sign-in page in settings.json, which holds nothing of a profile but its id', async () => {
    const { client } = await connectWindow(await openBrowser(server.address))
    await client.profiles.create({ userName: 'Grace', email: 'grace@example.org', password: 'correct horse' })
    await client.preferences.update({ theme: 'dark', timeZone: 'Asia/Karachi' })
    const settings = readFileSync(path.join(folder, 'settings.json'), 'utf8')
    expect(JSON.parse(settings)).toMatchObject({ theme: 'dark' })
    expect(settings).not.toMatch(/Grace|grace@|Karachi/u)
  })

  it('ends by SIGTERM with code 0 within two seconds and frees the data folder', async () => {
    const other = temporaryFolder()
    const started = await startServer(other.folder)
    const { client, socket } = await connectWindow(await openBrowser(started.address))
    await client.profiles.create({ userName: 'Ada', email: null, password: 'correct horse' })
    const closed = new Promise((resolve) => socket.once('close', resolve))
    const asked = performance.now()
    expect(await started.end()).toBe(0)
    expect(performance.now() - asked).toBeLessThan(2_000)
    await closed
    const next = await startServer(other.folder)
    await next.end()
    other.remove()
  })

  it('says in words that the list of profiles is of a newer version, and leaves it alone', async () => {
    const other = temporaryFolder()
    await (await startServer(other.folder)).end()
    const list = path.join(other.folder, 'profiles.db')
    const content = readFileSync(list)
    content.writeUInt32BE(99, 60)
    writeFileSync(list, content)
    const said =
      /Confab could not start: a newer Confab has written the list of profiles.*Install that version/su
    await expect(startServer(other.folder)).rejects.toThrow(said)
    expect(readFileSync(list).equals(content)).toBe(true)
    other.remove()
  })

  it('says what to do about a port that is taken or none', async () => {
    const other = temporaryFolder()
    const { port } = new URL(server.address)
    await expect(startServer(other.folder, Number(port))).rejects.toThrow(
      /taken by another program.*--port/su,
    )
    await expect(startServer(other.folder, 70_000)).rejects.toThrow(/0 to 65535/u)
    other.remove()
  })
})
