/**
 * `npm start`: builds Confab and opens its window. Electron where its program is there or can be had; else the
 * server host, with one line why, its address, and a browser opened on it where there is one.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import open from 'open'
import { build } from './build.ts'

const electronFolder = path.join('node_modules', 'electron')
/** How long the download of Electron may take, in milliseconds. */
const downloadLimit = 10 * 60_000

/** The Electron program, if it has been downloaded. */
function electronProgram(): string | undefined {
  const pathFile = path.join(electronFolder, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const program = path.join(electronFolder, 'dist', readFileSync(pathFile, 'utf8').trim())
  return existsSync(program) ? program : undefined
}

/** Why no window of Electron's can be shown on this machine, if that is plain from the outset. */
function noDisplay(): string | null {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  return process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY ? 'there is no display here' : null
}

/** Fetches the Electron program; answers with why it could not. */
function fetchElectron(): string | null {
  console.log('Fetching Electron, once …')
  const { status, stderr } = spawnSync(process.execPath, [path.join(electronFolder, 'install.js')], {
    encoding: 'utf8',
    timeout: downloadLimit,
  })
  if (status === 0 && electronProgram()) return null
  const reason = stderr.split('\n').find((line) => line.includes('Error')) ?? 'the download took too long'
  return `Electron could not be downloaded (${reason.trim().slice(0, 160)})`
}

/** Ends with the program it has started, and passes on the signals that should end it. */
function follow(child: ChildProcess): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}

function startElectron(program: string, parameters: readonly string[]): void {
  follow(spawn(program, ['.', ...parameters], { stdio: 'inherit' }))
}

function startServer(parameters: readonly string[]): void {
  const child = spawn(process.execPath, [path.join('out', 'main', 'server.js'), ...parameters], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  follow(child)
  createInterface({ input: child.stdout }).on('line', (line) => {
    console.log(line)
    const address = /^Confab is listening at (\S+)$/u.exec(line)?.[1]
    if (address && noDisplay() === null) void openBrowser(address)
  })
}

/** Opens the browser; where there is none, the address is on the screen already. */
async function openBrowser(address: string): Promise<void> {
  const opener = await open(address)
  opener.on('error', () => console.log('Open that address in a browser.'))
}

build()
const parameters = process.argv.slice(2)
const hindrance = noDisplay() ?? (electronProgram() ? null : fetchElectron())
const program = electronProgram()
if (hindrance === null && program) {
  startElectron(program, parameters)
} else {
  console.log(
    `Starting in a browser instead of a window of its own: ${hindrance ?? 'there is no Electron program'}.`,
  )
  startServer(parameters)
}
