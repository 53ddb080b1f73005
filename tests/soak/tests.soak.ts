/** The tests of which the suite runs a sample, whole. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { repository } from '../support/folders.ts'
import type { Soak } from './soak.ts'

const files = [
  'tests/contract/dataKey.test.ts',
  'tests/contract/dataKeyUnderWay.test.ts',
  'tests/contract/recovery.test.ts',
  'tests/transfer/hostileFiles.test.ts',
]

const specs = ['tests/browser/hostileTexts.spec.ts']

async function runsWell(runner: string, parameters: readonly string[]): Promise<boolean> {
  const child = spawn(process.execPath, [path.join(repository, 'node_modules', runner), ...parameters], {
    cwd: repository,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, CONFAB_SOAK: '1' },
  })
  await once(child, 'exit')
  return child.exitCode === 0
}

export const soak: Soak = {
  name: 'tests',
  rounds: 1,
  async run({ isOver, rounds }) {
    const mishaps: string[] = []
    for (let round = 1; round <= rounds && !isOver(); round += 1) {
      const tested = await runsWell('vitest/vitest.mjs', ['run', ...files])
      if (!tested) mishaps.push(`round ${round} of the tests failed`)
      const shown = await runsWell('@playwright/test/cli.js', ['test', '--reporter=list', ...specs])
      if (!shown) mishaps.push(`round ${round} of the tests in a browser failed`)
    }
    return mishaps
  },
}
