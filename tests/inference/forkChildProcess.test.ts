import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { InferenceProcess } from '../../electron/core/host.ts'
import { forkInferenceProcess } from '../../electron/core/forkChildProcess.ts'
import type { InferenceEvent } from '../../shared/inference.ts'
import { ensureTestModel, testManifests } from '../models/testModels.ts'
import { memoryLogger } from '../support/memoryLogger.ts'
import { startChild, user } from './inferenceChildProcess.ts'

const children: InferenceProcess[] = []
const logger = memoryLogger()

function startTalkative(): InferenceProcess {
  const child = forkInferenceProcess(path.join(import.meta.dirname, 'talkativeChild.ts'), logger)
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
  it('is given no API key', async () => {
    vi.stubEnv('GEMINI_API_KEY', 'secret')
    vi.stubEnv('OPENAI_API_KEY', 'secret')
    const event = await firstEvent(startTalkative())
    expect(event.type === 'error' && event.detail).toContain('PATH')
    expect(event.type === 'error' && event.detail).not.toContain('API_KEY')
  })

  it('fills neither the log nor its own pipe with what it prints', async () => {
    await firstEvent(startTalkative())
    await expect.poll(() => logger.lines.filter((line) => line.includes('line ')).length).toBeGreaterThan(0)
    expect(logger.lines.length).toBeLessThanOrEqual(2 * 50)
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
