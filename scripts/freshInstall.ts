/**
 * What a new user does, on a machine that has next to nothing: a clone, `npm install` with nothing cached, `npm start`,
 * where the path leads to node, npm, git and a shell alone: no Python, no compiler. Once with npm 10 on the machine's
 * own Node, once with npm 11 on ours. The files of each stay apart and are removed.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Outcome } from './tally.ts'

const run = promisify(execFile)
/** How long an installation may take, in milliseconds, with a slow network and other tests beside it. */
const installLimit = 8 * 60_000
/** How long a build and a start may take, in milliseconds. */
const startLimit = 2 * 60_000
/** What tells npm where packages come from; all else that an npm around us has set would hide what we look for. */
const kept = /registry|proxy|cafile|userconfig|globalconfig/iu
const repository = path.join(import.meta.dirname, '..')

/** A program on the path, but not one that npm has put there for us. */
function machineProgram(name: string): string {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter)
  const own = folders.filter((folder) => !folder.includes('node_modules') && !folder.includes('node-gyp-bin'))
  const found = own
    .map((folder) => path.join(folder, name))
    .find((file) => statSync(file, { throwIfNoEntry: false })?.isFile())
  if (!found) throw new Error(`${name} is not on the path.`)
  return found
}

function plainEnvironment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|display$|wayland_display$|confab_)/iu.test(name) || kept.test(name),
  )
  return Object.fromEntries(entries)
}

interface Machine {
  readonly folder: string
  readonly environment: NodeJS.ProcessEnv
}

/** A machine with that Node and the newest npm of that major version, and nothing else. */
async function bareMachine(node: string, npmMajor: number): Promise<Machine> {
  const folder = mkdtempSync(path.join(tmpdir(), `confab-npm${npmMajor}-`))
  const environment = plainEnvironment()
  const { stdout } = await run(machineProgram('npm'), ['config', 'get', 'globalconfig'], { env: environment })
  const ownNpm = ['install', '--no-save', '--prefix', folder, `npm@${npmMajor}`]
  await run(machineProgram('npm'), ownNpm, { env: environment, timeout: installLimit })
  const bin = path.join(folder, 'bin')
  mkdirSync(bin)
  symlinkSync(node, path.join(bin, 'node'))
  symlinkSync(path.join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js'), path.join(bin, 'npm'))
  for (const name of ['git', 'sh']) symlinkSync(machineProgram(name), path.join(bin, name))
  return {
    folder,
    environment: {
      ...environment,
      PATH: bin,
      npm_config_cache: path.join(folder, 'cache'),
      npm_config_globalconfig: stdout.trim(),
    },
  }
}

function platformPackages(clone: string): readonly string[] {
  const { packages } = JSON.parse(readFileSync(path.join(clone, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly os?: unknown }>>
  }
  return Object.keys(packages).filter((name) => packages[name]?.os !== undefined)
}

async function install(clone: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const locked = platformPackages(clone)
  const { stdout, stderr } = await run('npm', ['install'], {
    cwd: clone,
    env: environment,
    timeout: installLimit,
  })
  if (/npm warn/iu.test(stdout + stderr)) throw new Error(`npm warned: ${stderr}`)
  const lost = locked.filter((name) => !platformPackages(clone).includes(name))
  if (lost.length > 0) throw new Error(`The lock lost packages of other platforms: ${lost.join(', ')}`)
}

/** The address that the server host prints. */
function listening(host: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const lines: string[] = []
    const fail = (): void => reject(new Error(`The server host did not start: ${lines.join('\n')}`))
    const limit = setTimeout(fail, startLimit)
    host.on('exit', fail)
    for (const stream of [host.stdout, host.stderr]) {
      if (!stream) continue
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line)
        const address = /^Confab is listening at (\S+)$/u.exec(line)?.[1]
        if (!address) return
        clearTimeout(limit)
        resolve(address)
      })
    }
  })
}

/** Nobody answers at the address any more. */
async function gone(address: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      await fetch(address)
    } catch {
      return
    }
    await sleep(200)
  }
  throw new Error('The server host outlived the command that started it.')
}

/** Starts the server host with a command, fetches its page and ends it; answers with its exit code. */
async function startAndEnd(
  command: readonly [string, ...string[]],
  clone: string,
  environment: NodeJS.ProcessEnv,
): Promise<number | null> {
  const [program, ...parameters] = command
  const host = spawn(program, [...parameters, '--port', '0', '--data', path.join(clone, '..', 'data')], {
    cwd: clone,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve) => host.on('exit', resolve))
  try {
    const address = await listening(host)
    const page = await fetch(address)
    if (!page.ok || !(await page.text()).includes('<div id="root">')) {
      throw new Error(`The page came as ${page.status}.`)
    }
    host.kill('SIGTERM')
    await gone(address)
    return await ended
  } finally {
    host.kill('SIGKILL')
  }
}

async function checkMachine({ folder, environment }: Machine): Promise<void> {
  const clone = path.join(folder, 'confab')
  await run('git', ['clone', '--quiet', '--no-hardlinks', repository, clone], { env: environment })
  await install(clone, environment)
  await startAndEnd(['npm', 'start', '--'], clone, environment)
  const code = await startAndEnd(['node', 'scripts/launch.cjs', 'scripts/serve.ts'], clone, environment)
  if (code !== 0) throw new Error(`The server host ended with ${code}.`)
  if (readdirSync(path.join(clone, 'node_modules', '.bin')).includes('node')) return
  throw new Error('npx would not find the Node that came with npm.')
}

/** Installs and starts with npm 10 and npm 11, one after the other; each counts as a test. */
export async function freshInstalls(): Promise<Outcome> {
  if (process.platform === 'win32') return { passed: 0, failed: 0, skipped: 2, output: 'Not on Windows.' }
  const machines = [
    ['npm 10 on the Node of this machine', 10, machineProgram('node')],
    ['npm 11 on our Node', 11, process.execPath],
  ] as const
  const lines: string[] = []
  let passed = 0
  for (const [name, npmMajor, node] of machines) {
    const started = performance.now()
    const machine = await bareMachine(node, npmMajor)
    try {
      await checkMachine(machine)
      passed += 1
      lines.push(`passed: ${name} (${Math.round((performance.now() - started) / 1_000)} s)`)
    } catch (error) {
      lines.push(`failed: ${name}: ${error instanceof Error ? error.message : String(error)}`)
    } finally {
      rmSync(machine.folder, { recursive: true, force: true })
    }
  }
  return { passed, failed: machines.length - passed, skipped: 0, output: lines.join('\n') }
}
