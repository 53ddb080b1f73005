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

async function runsWell(): Promise<boolean> {
  const vitest = path.join(repository, 'node_modules', 'vitest', 'vitest.mjs')
  const child = spawn(process.execPath, [vitest, 'run', ...files], {
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
    for (let round = 1; round <= rounds && !isOver(); round += 1)
      if (!(await runsWell())) mishaps.push(`round ${round} of the tests failed`)
    return mishaps
  },
}
