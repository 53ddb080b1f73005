import { fork } from 'node:child_process'
import { getPriority } from 'node:os'
import { expect, it, onTestFinished, vi } from 'vitest'
import { inferenceScript } from './inferenceChildProcess.ts'

it('lets the window and the core go first: its priority is below theirs', async () => {
  const child = fork(inferenceScript)
  onTestFinished(() => void child.kill())
  const { pid } = child
  if (pid === undefined) throw new Error('the process was not started')
  await vi.waitFor(() => expect(getPriority(pid)).toBeGreaterThan(getPriority()), { timeout: 10_000 })
})
