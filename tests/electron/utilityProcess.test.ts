import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createForkChild } from '../../electron/core/hosting/childProcess.ts'
import { startUtilityProcess } from '../../electron/main/utilityProcess.ts'
import { memoryLogger } from '../support/memoryLogger.ts'

const fork = vi.hoisted(() =>
  vi.fn<(file: string, parameters: string[], options: { env: NodeJS.ProcessEnv }) => unknown>(),
)
vi.mock('electron', () => ({ utilityProcess: { fork } }))

class FakeChild extends EventEmitter {
  readonly sent: unknown[] = []
  readonly stderr = new PassThrough()
  postMessage(message: unknown): void {
    this.sent.push(message)
  }
  kill(): void {
    this.emit('exit', 15)
  }
}

const logger = memoryLogger()
const forkChild = createForkChild(startUtilityProcess, (name) => `/${name}.js`, logger)

describe('the processes of the Electron host', () => {
  afterEach(() => vi.unstubAllEnvs())

  it('are given what every child is given, and nothing else', () => {
    for (const name of ['GEMINI_API_KEY', 'other_api_key', 'AWS_SESSION', 'MY_PASSPHRASE', 'NODE_OPTIONS'])
      vi.stubEnv(name, 'secret')
    vi.stubEnv('TZ', 'Europe/Oslo')
    fork.mockReturnValue(new FakeChild())
    forkChild('inference')
    const environment = fork.mock.lastCall?.[2].env
    expect(Object.values(environment ?? {})).not.toContain('secret')
    expect(environment?.['TZ']).toBe('Europe/Oslo')
  })

  it('are heard: what they print is counted in the log, and not quoted', async () => {
    const child = new FakeChild()
    fork.mockReturnValue(child)
    forkChild('backups')
    child.stderr.end('private words\n')
    await expect.poll(() => logger.lines.join('\n')).toContain('Confab backups: 14 bytes')
    expect(logger.lines.join('\n')).not.toContain('private')
  })

  it('carry commands, events and the end, which is told once', async () => {
    const child = new FakeChild()
    fork.mockReturnValue(child)
    const inference = forkChild('inference')
    const events: unknown[] = []
    const exits: string[] = []
    inference.onEvent((event) => events.push(event))
    inference.onExit((description) => exits.push(description))
    inference.send({ type: 'stop', requestId: 1 })
    child.emit('message', { type: 'text', requestId: 1, text: 'x' })
    inference.kill()
    child.emit('exit', 0)
    expect(child.sent).toEqual([{ type: 'stop', requestId: 1 }])
    expect(events).toEqual([{ type: 'text', requestId: 1, text: 'x' }])
    await expect.poll(() => exits).toEqual(['exit code 15'])
  })
})
