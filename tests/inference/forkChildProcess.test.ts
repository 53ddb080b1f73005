import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { InferenceProcess } from '../../electron/core/host.ts'
import { testFork } from '../support/testFork.ts'
import type { InferenceEvent } from '../../shared/inference.ts'
import { ensureTestModel, testManifests } from '../models/testModels.ts'
import { memoryLogger } from '../support/memoryLogger.ts'
import { startChild, user } from './inferenceChildProcess.ts'

const children: InferenceProcess[] = []
const logger = memoryLogger()

function startTalkative(): InferenceProcess {
  const child = testFork(logger, { inference: path.join(import.meta.dirname, 'talkativeChild.ts') })(
    'inference',
  )
  children.push(child)
  return child
}

function firstEvent(child: InferenceProcess): Promise<InferenceEvent> {
  return new Promise((resolve) => child.onEvent(resolve))
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

afterEach(() => {
  vi.unstubAllEnvs()
  children.splice(0).forEach((child) => child.kill())
})

describe('the process of the local models', () => {
  it('is given no secret, by whatever name', async () => {
    for (const name of ['GEMINI_API_KEY', 'DATABASE_URL', 'MY_PASSPHRASE', 'NODE_OPTIONS'])
      vi.stubEnv(name, '')
    const event = await firstEvent(startTalkative())
    const names = event.type === 'error' ? event.detail.split(' ') : []
    expect(names).toContain('PATH')
    expect(names.filter((name) => /KEY|URL|PASS|NODE_OPTIONS/u.test(name))).toEqual([])
  })

  it('fills neither the log nor its own pipe with what it prints, and is not quoted', async () => {
    const child = startTalkative()
    const exited = new Promise<string>((resolve) => child.onExit(resolve))
    await firstEvent(child)
    logger.lines.length = 0
    child.send({ type: 'stop', requestId: 1 })
    await exited
    await expect.poll(() => logger.lines).toHaveLength(1)
    const [line = ''] = logger.lines
    expect(line).toMatch(
      /^Confab models: 1\d{6} bytes on the error stream of its process, TypeError at talkativeChild\.ts:\d+/u,
    )
    expect(line).not.toContain('private')
    expect(line.length).toBeLessThan(1_000)
  })

  it('tells that it ended, also to one who listens later', async () => {
    const child = startTalkative()
    const exited = new Promise<string>((resolve) => child.onExit(resolve))
    await firstEvent(child)
    child.send({ type: 'stop', requestId: 1 })
    expect(await exited).toContain('3')
    expect(await new Promise<string>((resolve) => child.onExit(resolve))).toContain('3')
  })

  it('ends with its parent, in the middle of an answer too', async () => {
    const parent = spawn(process.execPath, [path.join(import.meta.dirname, 'parentProcess.ts')])
    const [line] = (await once(parent.stdout, 'data')) as [Buffer]
    const pid = Number(line.toString())
    expect(isAlive(pid)).toBe(true)
    parent.kill('SIGKILL')
    await expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false)
  })

  it('confirms a stop in the middle of the answer of a slow model within 100 ms', async () => {
    const child = startChild()
    children.push(child.process)
    let stopped = 0
    const { last } = await child.ask({
      folder: await ensureTestModel('slow'),
      manifest: testManifests.slow,
      messages: [user('hello')],
      onText(text, requestId) {
        if (stopped > 0 || text.split(' ').length < 5) return
        stopped = performance.now()
        child.process.send({ type: 'stop', requestId })
      },
    })
    expect(last).toMatchObject({ type: 'end', reason: 'aborted' })
    expect(performance.now() - stopped).toBeLessThan(100)
  })
})
