/**
 * `npm test`: builds, checks types, style and format, runs the unit and contract tests and the browser tests, and
 * ends with a line `N passed, N failed` summed over all of them. Goes on after a failure, so that one run tells all.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ensureBrowser } from './browser.ts'
import { build } from './build.ts'

interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

const reports = mkdtempSync(path.join(tmpdir(), 'confab-tests-'))

function run(file: string, parameters: readonly string[], environment: NodeJS.ProcessEnv = {}): boolean {
  const { status } = spawnSync(process.execPath, [path.join('node_modules', file), ...parameters], {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  })
  return status === 0
}

function heading(text: string): void {
  console.log(`\n== ${text}`)
}

/** A check without tests of its own counts as one. */
function check(name: string, work: () => boolean): Tally {
  heading(name)
  const passed = work()
  if (!passed) console.log(`${name}: failed`)
  return passed ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 }
}

function readReport(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** A runner that ends badly without naming a failed test (a crash, no tests at all) has failed itself. */
function judged(tally: Tally, endedWell: boolean): Tally {
  const silent = tally.passed === 0 || (!endedWell && tally.failed === 0)
  return silent ? { ...tally, failed: tally.failed + 1 } : tally
}

function unitTests(): Tally {
  heading('unit and contract tests')
  const report = path.join(reports, 'vitest.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const endedWell = run('vitest/vitest.mjs', ['run', ...reporters])
  const counts = readReport(report) as {
    readonly numPassedTests: number
    readonly numFailedTests: number
    readonly numPendingTests: number
  }
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = counts
  return judged({ passed, failed, skipped }, endedWell)
}

function browserTests(): Tally {
  heading('browser tests')
  const report = path.join(reports, 'playwright.json')
  const endedWell = run('@playwright/test/cli.js', ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    CONFAB_CHROMIUM: ensureBrowser(),
  })
  const { stats } = readReport(report) as {
    readonly stats: {
      readonly expected: number
      readonly unexpected: number
      readonly flaky: number
      readonly skipped: number
    }
  }
  const tally = { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }
  return judged(tally, endedWell)
}

/** A suite that cannot even start has failed; the others still run. */
function attempt(suite: () => Tally): Tally {
  try {
    return suite()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

const suites: readonly (() => Tally)[] = [
  () => check('build', () => (build(), true)),
  () => check('types', () => run('typescript/bin/tsc', ['-b'])),
  () => check('lint', () => run('oxlint/bin/oxlint', ['--type-aware', '--deny-warnings'])),
  () => check('format', () => run('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.'])),
  unitTests,
  browserTests,
]

const total = suites.map(attempt).reduce((sum, tally) => ({
  passed: sum.passed + tally.passed,
  failed: sum.failed + tally.failed,
  skipped: sum.skipped + tally.skipped,
}))
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
