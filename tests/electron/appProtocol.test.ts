import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { answer, findFile } from '../../electron/main/appProtocol.ts'

vi.mock('electron', () => ({ protocol: {} }))

let outer: string
let folder: string

beforeAll(() => {
  outer = mkdtempSync(path.join(tmpdir(), 'confab-protocol-'))
  folder = path.join(outer, 'renderer')
  mkdirSync(path.join(folder, 'assets'), { recursive: true })
  mkdirSync(path.join(outer, 'renderer-other'))
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html>')
  writeFileSync(path.join(folder, 'assets', 'index.js'), 'export {}')
  writeFileSync(path.join(folder, 'assets', 'notes.txt'), 'no kind of ours')
  writeFileSync(path.join(outer, 'secret.html'), 'secret')
  writeFileSync(path.join(outer, 'renderer-other', 'index.html'), 'secret')
})

afterAll(() => rmSync(outer, { recursive: true, force: true }))

function get(address: string, method = 'GET'): Promise<Response> {
  return answer(folder, new Request(address, { method }))
}

describe('answer', () => {
  it('serves the page and its files by their kind', async () => {
    const page = await get('app://confab/')
    expect(page.status).toBe(200)
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(await page.text()).toBe('<!doctype html>')
    const script = await get('app://confab/assets/index.js')
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  })

  it('sends the policy with everything, refusals too', async () => {
    for (const address of ['app://confab/', 'app://confab/absent.js', 'app://other/']) {
      const { headers } = await get(address)
      expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'")
      expect(headers.get('content-security-policy')).not.toContain('unsafe')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  it.each([
    ['app://confab/absent.js', 404],
    ['app://confab/assets/notes.txt', 404],
    ['app://confab/assets', 404],
    ['app://confab/assets/', 404],
    ['app://confab/%ff', 400],
    ['app://confab/a%00.html', 400],
    ['app://other/index.html', 400],
  ])('refuses %s with %i', async (address, status) => {
    expect((await get(address)).status).toBe(status)
  })

  it('refuses anything but reading', async () => {
    expect((await get('app://confab/', 'POST')).status).toBe(405)
    const head = await get('app://confab/', 'HEAD')
    expect([head.status, await head.text()]).toEqual([200, ''])
  })

  it.each([
    'app://confab/../secret.html',
    'app://confab/%2e%2e/secret.html',
    'app://confab/..%2fsecret.html',
    'app://confab/%2e%2e%2fsecret.html',
    'app://confab/assets/..%2f..%2fsecret.html',
    'app://confab/..%5csecret.html',
    String.raw`app://confab/..\secret.html`,
    'app://confab//../secret.html',
    'app://confab/..%2frenderer-other%2findex.html',
    'app://confab/%2fetc%2fpasswd.html',
    'app://confab/C:%2fsecret.html',
  ])('does not leave its folder for %s', async (address) => {
    const response = await get(address)
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(await response.text()).not.toContain('secret')
  })
})

describe('findFile', () => {
  it('knows only our own origin', () => {
    expect(findFile(folder, 'app://confab/a.js')).toBe(path.join(folder, 'a.js'))
    for (const address of [
      'https://confab/a.js',
      'app://confab.example/a.js',
      'app:confab/a.js',
      'nothing',
    ]) {
      expect(findFile(folder, address)).toBeUndefined()
    }
  })
})
