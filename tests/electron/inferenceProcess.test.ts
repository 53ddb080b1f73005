import { EventEmitter } from 'node:events'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { forkInferenceProcess } from '../../electron/main/inferenceProcess.ts'

const fork = vi.hoisted(() =>
  vi.fn<(file: string, parameters: string[], options: { env: NodeJS.ProcessEnv }) => unknown>(),
)
vi.mock('electron', () => ({ utilityProcess: { fork } }))

class FakeChild extends EventEmitter {
  readonly sent: unknown[] = []
  postMessage(message: unknown): void {
    this.sent.push(message)
  }
  kill(): void {
    this.emit('exit', 15)
  }
}

describe('forkInferenceProcess', () => {
  afterEach(() => vi.unstubAllEnvs())

  it('gives the child no key of a provider', () => {
    vi.stubEnv('GEMINI_API_KEY', 'secret')
    vi.stubEnv('other_api_key', 'secret')
    vi.stubEnv('CONFAB_MODELS_URL', 'kept')
    fork.mockReturnValue(new FakeChild())
    forkInferenceProcess('/inference.js')
    const environment = fork.mock.lastCall?.[2].env
    expect(Object.values(environment ?? {})).not.toContain('secret')
    expect(environment?.['CONFAB_MODELS_URL']).toBe('kept')
  })

  it('carries commands, events and the end, which is told once', () => {
    const child = new FakeChild()
    fork.mockReturnValue(child)
    const inference = forkInferenceProcess('/inference.js')
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
    expect(exits).toEqual(['exit code 15'])
  })
})
