import { truncate, cp } from 'node:fs/promises'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { InferenceProcess } from '../../electron/core/host.ts'
import { testFork } from '../support/testFork.ts'
import {
  createLocalProvider,
  type LocalProvider,
  type LocalProviderOptions,
} from '../../electron/core/providers/local/localProvider.ts'
import type { ProviderPart } from '../../electron/core/providers/provider.ts'
import { modelId, type ModelId } from '../../shared/contract/base.ts'
import type { LocalModelManifest } from '../../shared/inference.ts'
import { ensureTestModel, testManifests } from '../models/testModels.ts'
import { temporaryFolder } from '../support/folders.ts'
import { memoryLogger } from '../support/memoryLogger.ts'
import { inferenceScript, user } from './inferenceChildProcess.ts'

const scratch = temporaryFolder()
const tiny = modelId.parse('local:tiny')
const slow = modelId.parse('local:slow')
const endless = modelId.parse('local:endless')
const truncated = modelId.parse('local:truncated')
const never = new AbortController().signal
const logger = memoryLogger()
const children: InferenceProcess[] = []
const open: LocalProvider[] = []
/** Answers of `endless` take a minute unless they are stopped. */
const manifests: ReadonlyMap<ModelId, LocalModelManifest> = new Map([
  [slow, testManifests.slow],
  [endless, { ...testManifests.tiny, maxNewTokens: 100_000, sampling: {} }],
])
let folders: ReadonlyMap<ModelId, string> = new Map()

beforeAll(async () => {
  const broken = path.join(scratch.folder, 'truncated')
  folders = new Map([
    [tiny, await ensureTestModel('tiny')],
    [slow, await ensureTestModel('slow')],
    [endless, await ensureTestModel('tiny')],
    [truncated, broken],
  ])
  await cp(folders.get(tiny) ?? '', broken, { recursive: true })
  await truncate(path.join(broken, 'onnx', 'encoder_model_quantized.onnx'), 1_000)
})

afterEach(async () => {
  await Promise.all(open.splice(0).map((provider) => provider.close()))
})

afterAll(() => scratch.remove())

function createProvider(
  script = inferenceScript,
  times: Pick<LocalProviderOptions, 'graceTime' | 'idleTime'> = {},
): LocalProvider {
  children.length = 0
  const provider = createLocalProvider({
    fork: () => {
      const child = testFork(logger, { inference: script })('inference')
      children.push(child)
      return child
    },
    modelOf: (id) => {
      const folder = folders.get(id)
      return Promise.resolve(
        folder === undefined ? null : { folder, manifest: manifests.get(id) ?? testManifests.tiny },
      )
    },
    logger,
    ...times,
  })
  open.push(provider)
  return provider
}

function ask(provider: LocalProvider, id: ModelId, text = 'hello', signal = never) {
  return provider.stream({ modelId: id, systemPrompt: '', parameters: {}, messages: [user(text)] }, signal)
}

/** An answer that is read on its own, as far as it has come. */
function read(stream: AsyncIterable<ProviderPart>) {
  const parts: ProviderPart[] = []
  const started = Promise.withResolvers<void>()
  const done = (async () => {
    for await (const part of stream) {
      parts.push(part)
      if (part.type === 'text') started.resolve()
    }
    return parts
  })()
  return { parts, started: started.promise, done }
}

function textOf(parts: readonly ProviderPart[]): string {
  return parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
}

function positionsOf(parts: readonly ProviderPart[]): readonly number[] {
  return parts.flatMap((part) => (part.type === 'queued' ? [part.position] : []))
}

describe('an answer of a local model', () => {
  it('is text, then usage, then finish', async () => {
    const parts = await read(ask(createProvider(), tiny)).done
    expect(textOf(parts)).toMatch(/^\S+( \S+)+$/u)
    expect(parts.at(-2)).toMatchObject({ type: 'usage', outputTokens: 40 })
    expect(parts.at(-1)).toEqual({ type: 'finish', reason: 'length' })
  })

  it('fails with MODEL_NOT_FOUND and starts no process when the model is gone', async () => {
    const parts = await read(ask(createProvider(), modelId.parse('local:gone'))).done
    expect(parts).toEqual([{ type: 'error', code: 'MODEL_NOT_FOUND' }])
    expect(children).toHaveLength(0)
  })

  it('fails with INTERNAL when the models folder cannot be read, and says so in the log', async () => {
    const provider = createLocalProvider({
      fork: () => testFork(logger)('inference'),
      modelOf: () => Promise.reject(new Error('EACCES')),
      logger,
    })
    expect(await read(ask(provider, tiny)).done).toEqual([{ type: 'error', code: 'INTERNAL' }])
    expect(logger.lines.join('\n')).toContain('a local model could not be asked')
  })

  it('fails with MODEL_DAMAGED for damaged files, and the next one is written', async () => {
    const provider = createProvider()
    expect(await read(ask(provider, truncated)).done).toEqual([{ type: 'error', code: 'MODEL_DAMAGED' }])
    expect((await read(ask(provider, tiny)).done).at(-1)?.type).toBe('finish')
    expect(children).toHaveLength(1)
  })
})

describe('stopping', () => {
  it('ends the answer of a slow model for its reader within 100 ms, and the child goes on', async () => {
    const provider = createProvider()
    const abort = new AbortController()
    const answer = read(ask(provider, slow, 'hello', abort.signal))
    await answer.started
    const stopped = performance.now()
    abort.abort()
    const parts = await answer.done
    expect(performance.now() - stopped).toBeLessThan(100)
    expect(parts.at(-1)?.type).toBe('text')
    expect((await read(ask(provider, tiny)).done).at(-1)?.type).toBe('finish')
    expect(performance.now() - stopped).toBeLessThan(2_000)
    expect(children).toHaveLength(1)
  })

  it('happens when the reader leaves the loop', async () => {
    const provider = createProvider()
    for await (const part of ask(provider, endless)) if (part.type === 'text') break
    const next = read(ask(provider, tiny))
    expect((await next.done).at(-1)?.type).toBe('finish')
    expect(children).toHaveLength(1)
  })

  it('takes a waiting answer out of the queue at once', async () => {
    const provider = createProvider()
    const running = read(ask(provider, endless))
    await running.started
    const abort = new AbortController()
    const waiting = read(ask(provider, tiny, 'hello', abort.signal))
    const last = read(ask(provider, tiny))
    await expect.poll(() => positionsOf(last.parts)).toEqual([2])
    abort.abort()
    expect(positionsOf(await waiting.done)).toEqual([1])
    await expect.poll(() => positionsOf(last.parts)).toEqual([2, 1])
  })

  it('asks nothing of the child when the answer was not wanted any more', async () => {
    const parts = await read(ask(createProvider(), tiny, 'hello', AbortSignal.abort())).done
    expect(parts).toEqual([])
    expect(children).toHaveLength(0)
  })

  it('ends a child that does not stop after the grace time, and the next answer has another', async () => {
    const provider = createProvider(path.join(import.meta.dirname, 'deafChild.ts'), { graceTime: 50 })
    const abort = new AbortController()
    const answer = read(ask(provider, tiny, 'hello', abort.signal))
    await answer.started
    abort.abort()
    await answer.done
    await read(ask(provider, tiny)).started
    expect(children).toHaveLength(2)
  })
})

describe('the queue', () => {
  it('writes one answer at a time, in order, and tells the others how many are before them', async () => {
    const provider = createProvider()
    const order: string[] = []
    const answers = ['one', 'two', 'three'].map((text) => {
      const answer = read(ask(provider, tiny, text))
      return answer.done.then((parts) => {
        order.push(text)
        return positionsOf(parts)
      })
    })
    expect(await Promise.all(answers)).toEqual([[], [1, 0], [2, 1, 0]])
    expect(order).toEqual(['one', 'two', 'three'])
    expect(children).toHaveLength(1)
  })
})

describe('a child that ends', () => {
  it('is one that was not asked for a while, and the next answer has another', async () => {
    const provider = createProvider(inferenceScript, { idleTime: 20 })
    const first = await read(ask(provider, tiny)).done
    await new Promise((resolve) => children[0]?.onExit(resolve))
    expect(textOf(await read(ask(provider, tiny)).done)).toBe(textOf(first))
    expect(children).toHaveLength(2)
  })

  it('fails the answer being written with MODEL_CRASHED, and the waiting one is written by a new child', async () => {
    const provider = createProvider()
    const running = read(ask(provider, endless))
    await running.started
    const waiting = read(ask(provider, tiny))
    children[0]?.kill()
    const parts = await running.done
    expect(parts.at(-1)).toEqual({ type: 'error', code: 'MODEL_CRASHED' })
    expect(textOf(parts)).not.toBe('')
    expect((await waiting.done).at(-1)?.type).toBe('finish')
    expect(children).toHaveLength(2)
  })

  it('fails an answer that it never began', async () => {
    const provider = createProvider(path.join(scratch.folder, 'no such script.js'))
    expect(await read(ask(provider, tiny)).done).toEqual([{ type: 'error', code: 'MODEL_CRASHED' }])
  })

  it('fails the answer when it cannot be forked at all', async () => {
    const provider = createLocalProvider({
      fork: () => {
        throw new Error('no more processes')
      },
      modelOf: () => Promise.resolve({ folder: '/nowhere', manifest: testManifests.tiny }),
      logger,
    })
    expect(await read(ask(provider, tiny)).done).toEqual([{ type: 'error', code: 'MODEL_CRASHED' }])
  })
})

describe('closing', () => {
  it('ends the child and every answer, also one that is still waiting', async () => {
    const provider = createProvider()
    const running = read(ask(provider, endless))
    await running.started
    const waiting = read(ask(provider, tiny))
    const exited = new Promise((resolve) => children[0]?.onExit(resolve))
    await provider.close()
    await exited
    expect((await running.done).at(-1)?.type).toBe('text')
    expect((await waiting.done).at(-1)).toEqual({ type: 'queued', position: 1 })
    expect(children).toHaveLength(1)
  })
})

it('keeps questions and answers out of the log', () => {
  expect(logger.lines.length).toBeGreaterThan(0)
  expect(logger.lines.join('\n')).not.toContain('hello')
})
