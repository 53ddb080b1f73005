/** Whatever keeps the server host from starting: one sentence on its error stream, a code that is not 0, and soon. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { repository, temporaryFolder } from '../support/folders.ts'

vi.setConfig({ testTimeout: 60_000 })

const script = path.join(repository, 'out', 'main', 'server.js')
/** Generous: a loaded machine is slow, an endless loop is slower. In milliseconds. */
const soon = 30_000

let folder: string

beforeEach(() => {
  const temporary = temporaryFolder()
  folder = temporary.folder
  onTestFinished(temporary.remove)
})

function start(parameters: readonly string[]) {
  const { status, stdout, stderr, signal } = spawnSync(process.execPath, [script, ...parameters], {
    encoding: 'utf8',
    timeout: soon,
    killSignal: 'SIGKILL',
    env: { ...process.env, CONFAB_DATA: folder },
  })
  return { status, stdout, stderr, signal }
}

/** What a start that fails says, once it is known to be one sentence and the end. */
function saidBy(parameters: readonly string[]): string {
  const { status, stdout, stderr, signal } = start(parameters)
  expect(signal).toBeNull()
  expect(status).toBe(1)
  expect(stdout).toBe('')
  // One line that ends like a sentence, with no stack and no code of the system's.
  expect(stderr).toMatch(/^[^\n]{10,600}[.]\n$/u)
  expect(stderr).not.toMatch(/\bE[A-Z]{3,}\b|SQLITE_|node:/u)
  return stderr
}

describe('a data folder that cannot be', () => {
  it('a link to nothing, and a place behind one', () => {
    const link = path.join(folder, 'link')
    symlinkSync(path.join(folder, 'nothing'), link)
    expect(saidBy(['--data', link])).toMatch(/a link that leads nowhere: .*link\. Remove the link/u)
    expect(saidBy(['--data', path.join(link, 'below')])).toMatch(/a link that leads nowhere/u)
  })

  it('a link to itself', () => {
    const link = path.join(folder, 'link')
    symlinkSync(link, link)
    expect(saidBy(['--data', link])).toMatch(/a link that leads/u)
  })

  it.each([
    ['name', 'x'.repeat(300)],
    ['path', 'long/'.repeat(1_000)],
  ])('one whose %s is too long', (_what, name) => {
    expect(saidBy(['--data', path.join(folder, name)])).toMatch(/too long.*shorter/u)
  })

  it('a file, and a place inside one', () => {
    const file = path.join(folder, 'file')
    writeFileSync(file, '')
    expect(saidBy(['--data', file])).toMatch(/a file.*Move that away/u)
    expect(saidBy(['--data', path.join(file, 'below')])).toMatch(/a file.*Move that away/u)
  })

  it.skipIf(process.platform !== 'linux').each([
    ['/proc/nowhere', /can't be made there/u],
    ['/proc/self/nowhere/further', /can't be made there/u],
    ['/sys/nowhere', /may not read or write/u],
    ['/dev/null/nowhere', /a file/u],
    ['/dev/null', /a file/u],
  ])('a place where no folder can be made: %s', (place, words) => {
    expect(saidBy(['--data', place])).toMatch(words)
  })

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'one without the right to write',
    () => {
      const closed = path.join(folder, 'closed')
      mkdirSync(closed, { mode: 0o500 })
      expect(saidBy(['--data', closed])).toMatch(/may not|Make it writable/u)
      expect(saidBy(['--data', path.join(closed, 'below')])).toMatch(/may not read or write/u)
    },
  )

  it.each([
    ['tmpfs,ro', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs'], /cannot be written to|may not/u],
    ['full', ['-t', 'tmpfs', '-o', 'size=4096', 'tmpfs'], /the disk is full/u],
  ])('one on a disk that takes nothing (%s)', (_kind, parameters, words) => {
    const disk = path.join(folder, 'disk')
    mkdirSync(disk)
    if (spawnSync('mount', [...parameters, disk]).status !== 0) return
    onTestFinished(() => void spawnSync('umount', [disk]))
    expect(saidBy(['--data', disk])).toMatch(words)
  })

  it.each([
    ['instance.lock', 'a folder'],
    ['logs', 'a file'],
    ['profiles', 'a file'],
  ])('one whose %s is %s', (name, kind) => {
    const file = path.join(folder, name)
    if (kind === 'a file') writeFileSync(file, '')
    else mkdirSync(path.join(file, 'full'), { recursive: true })
    expect(saidBy([])).toMatch(/could not start/u)
  })
})

describe('arguments that cannot be', () => {
  it('end it with a sentence like everything else', () => {
    expect(saidBy(['--prot', '80'])).toMatch(/"--prot" isn't an option.*--port NUMBER/u)
  })
})

describe('a port that cannot be', () => {
  it('is taken by another program', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    onTestFinished(() => void other.close())
    const address = other.address()
    const port = typeof address === 'object' && address ? String(address.port) : ''
    expect(saidBy(['--port', port])).toMatch(/taken by another program.*--port/u)
  })

  it.skipIf(process.getuid?.() === 0 || process.platform !== 'linux')('needs a right that nobody has', () => {
    expect(saidBy(['--port', '1'])).toMatch(/may not be used.*--port/u)
  })
})

describe('a signal while it starts', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('%s ends it at any moment', async (signal) => {
    for (const delay of [0, 40, 120, 250, 400]) {
      const child = spawn(process.execPath, [script, '--port', '0', '--data', folder], { stdio: 'ignore' })
      await once(child, 'spawn')
      await new Promise((resolve) => setTimeout(resolve, delay))
      const gone = once(child, 'exit', { signal: AbortSignal.timeout(soon) })
      child.kill(signal)
      await expect(gone).resolves.toHaveLength(2)
    }
  })
})
