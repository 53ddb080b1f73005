/**
 * `npm test`: builds, checks types, style and format, runs the unit and contract tests and the browser tests, and
 * ends with a line `N passed, N failed` summed over all of them. Goes on after a failure, so that one run tells all.
 * `--fresh` also installs and starts as a new user does, beside the unit tests. What a suite prints is shown whole when it
 * has ended.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBrowser, tryToInstallShell } from './browser.ts'
import { build } from './build.ts'
import { freshInstalls } from './freshInstall.ts'
import type { Outcome, Tally } from './tally.ts'

const { fresh } = parseArgs({ options: { fresh: { type: 'boolean', default: false } } }).values
const reports = mkdtempSync(path.join(tmpdir(), 'confab-tests-'))

interface Ended {
  readonly endedWell: boolean
  readonly output: string
}

/** Runs a program of `node_modules` or `scripts` on this Node, and keeps what it prints. */
function run(
  file: string,
  parameters: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file, ...parameters], {
      stdio: ['ignore', 'pipe', 'pipe'],
      // Each of a thousand processes would compile the same files again.
      env: { ...process.env, NODE_COMPILE_CACHE: path.join(reports, 'compiled'), ...environment },
    })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('close', (code) => resolve({ endedWell: code === 0, output: Buffer.concat(chunks).toString() }))
  })
}

const installed = (file: string): string => path.join('node_modules', file)

/** A check without tests of its own counts as one. */
async function check(file: string, ...parameters: readonly string[]): Promise<Outcome> {
  const { endedWell, output } = await run(file, parameters)
  return { passed: endedWell ? 1 : 0, failed: endedWell ? 0 : 1, skipped: 0, output }
}

function readReport(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** A runner that ends badly without naming a failed test (a crash, no tests at all) has failed itself. */
function judged(tally: Tally, { endedWell, output }: Ended): Outcome {
  const silent = tally.passed === 0 || (!endedWell && tally.failed === 0)
  return { ...tally, failed: tally.failed + (silent ? 1 : 0), output }
}

async function unitTests(): Promise<Outcome> {
  const report = path.join(reports, 'vitest.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const ended = await run(installed('vitest/vitest.mjs'), ['run', ...reporters])
  const counts = readReport(report) as {
    readonly numPassedTests: number
    readonly numFailedTests: number
    readonly numPendingTests: number
  }
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = counts
  return judged({ passed, failed, skipped }, ended)
}

async function browserTests(browser: Promise<unknown>): Promise<Outcome> {
  await browser
  const report = path.join(reports, 'playwright.json')
  const ended = await run(installed('@playwright/test/cli.js'), ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  })
  const { stats } = readReport(report) as {
    readonly stats: {
      readonly expected: number
      readonly unexpected: number
      readonly flaky: number
      readonly skipped: number
    }
  }
  const { expected: passed, unexpected, flaky, skipped } = stats
  return judged({ passed, failed: unexpected + flaky, skipped }, ended)
}

const total = { passed: 0, failed: 0, skipped: 0 }

/** Runs a suite, prints it whole and adds it up. A suite that cannot even start has failed; the others still run. */
async function suite(name: string, work: () => Promise<Outcome>): Promise<void> {
  const started = performance.now()
  console.log(`.. ${name}`)
  const failed = (error: unknown): Outcome => ({ passed: 0, failed: 1, skipped: 0, output: String(error) })
  const outcome = await work().catch(failed)
  total.passed += outcome.passed
  total.failed += outcome.failed
  total.skipped += outcome.skipped
  const verdict = outcome.failed === 0 ? 'passed' : 'failed'
  const seconds = ((performance.now() - started) / 1_000).toFixed(0)
  console.log(`\n== ${name}: ${verdict} in ${seconds} s\n${outcome.output.trimEnd()}`)
}

/** Waited for by all the others, so that it may print what it does at once. */
async function builds(): Promise<Outcome> {
  build()
  return { passed: 1, failed: 0, skipped: 0, output: '' }
}

/** Beside each other: two of them use one core each. */
async function checks(): Promise<void> {
  const format = ['--check', '--log-level', 'warn', '.']
  await Promise.all([
    suite('types', () => check(installed('typescript/bin/tsc'), '-b')),
    suite('lint', () => check(installed('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings')),
    suite('format', () => check(installed('prettier/bin/prettier.cjs'), ...format)),
  ])
}

// One after the other: apt-get runs once at a time.
const browser = ensureBrowser().then(tryToInstallShell)
// Whoever waits for it hears of its failure; until then it is nobody's.
browser.catch(() => undefined)
await suite('build', builds)
await checks()
// Unit tests and browser tests one after the other: each keep both of a small machine's cores busy, and a model on this
// machine, whose process steps back behind all others, would answer too late. Installing mostly waits.
const installing = fresh ? suite('fresh installations', freshInstalls) : null
await suite('unit and contract tests', unitTests)
await suite('browser tests', () => browserTests(browser))
await installing
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
