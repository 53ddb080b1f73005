import { randomBytes, randomUUID } from 'node:crypto'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CallError } from '../../electron/core/callError.ts'
import { Run, type RunOptions } from '../../electron/core/chat/run.ts'
import { openProfileDatabase } from '../../electron/core/database/openProfileDatabase.ts'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import type { ProviderPart } from '../../electron/core/providers/provider.ts'
import type { MessageId, ModelId } from '../../shared/contract/base.ts'
import type { Event } from '../../shared/contract/events.ts'
import { temporaryFolder } from '../support/folders.ts'
import { memoryLogger } from '../support/memoryLogger.ts'

const modelId = 'local:test' as ModelId
const settings = { systemPrompt: '', parameters: {}, contextMessages: 20 }
const pause = (duration: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, duration))

describe('a run', () => {
  let database: ProfileDatabase
  let events: Event[]
  let removeFolder: () => void

  beforeEach(async () => {
    const { folder, remove } = temporaryFolder()
    database = await openProfileDatabase({ file: path.join(folder, 'confab.db'), dataKey: randomBytes(32) })
    events = []
    removeFolder = remove
  })

  afterEach(async () => {
    await database.close()
    removeFolder()
  })

  /** Starts a turn whose answer comes from `stream`; `over` replaces what the run is given. */
  async function start(stream: RunOptions['stream'], over: Partial<RunOptions> = {}) {
    const turn = {
      conversationId: null,
      text: 'question',
      modelId,
      modelName: 'Test',
      createdAt: 1_000,
      settings,
    }
    const messageId = randomUUID() as MessageId
    const { conversationId, answerId } = await database.startTurn({ ...turn, messageId })
    const run = new Run({
      conversationId,
      answerId,
      database,
      logger: memoryLogger(),
      publish: (event) => events.push(event),
      now: () => 2_000,
      initial: { text: '', reasoning: '' },
      stream,
      ...over,
    })
    const stored = async () => (await database.lastMessages(conversationId, 1)).messages[0]
    return { run, stored }
  }

  async function* parts(...list: readonly ProviderPart[]): AsyncGenerator<ProviderPart> {
    yield* list
  }

  async function* endless(): AsyncGenerator<ProviderPart> {
    for (;;) {
      yield { type: 'text', text: 'word ' }
      await pause(5)
    }
  }

  it('completes only when the model says that it has finished', async () => {
    const { run, stored } = await start(() =>
      parts({ type: 'text', text: 'Hi' }, { type: 'finish', reason: 'stop' }),
    )
    await run.saved
    expect(await stored()).toMatchObject({
      text: 'Hi',
      state: 'complete',
      errorCode: null,
      finishedAt: 2_000,
    })
  })

  it('fails an answer whose stream ends without a finish, and keeps its text', async () => {
    const { run, stored } = await start(() => parts({ type: 'text', text: 'Half' }))
    await run.saved
    expect(await stored()).toMatchObject({ text: 'Half', state: 'failed', errorCode: 'NO_FINISH' })
  })

  it('keeps a character that is none where a model wrote zeros', async () => {
    const { run, stored } = await start(() =>
      parts({ type: 'text', text: 'a\0\0b' }, { type: 'finish', reason: 'stop' }),
    )
    await run.saved
    expect(await stored()).toMatchObject({ text: 'a\u{FFFD}\u{FFFD}b', state: 'complete' })
  })

  it('keeps the text that came before an error', async () => {
    const { run, stored } = await start(() =>
      parts({ type: 'text', text: 'Half' }, { type: 'error', code: 'MODEL_CRASHED' }),
    )
    await run.saved
    expect(await stored()).toMatchObject({ text: 'Half', state: 'failed', errorCode: 'MODEL_CRASHED' })
  })

  it('has all but the last 250 ms of an answer on the disk while it is being written', async () => {
    const { run, stored } = await start(() => endless())
    for (let look = 0; look < 5; look += 1) {
      const before = run.text.length
      await pause(250)
      expect((await stored())?.text.length).toBeGreaterThanOrEqual(before)
    }
    run.stop('stopped')
    await run.saved
    expect(await stored()).toMatchObject({ text: run.text, state: 'stopped' })
  })

  it('gives windows text at most once a frame, in order and without gaps', async () => {
    const started = performance.now()
    const { run } = await start(() => endless())
    await pause(200)
    run.stop('stopped')
    await run.saved
    const frames = (performance.now() - started) / 16
    const pieces = events.filter((event) => event.type === 'answer-text')
    expect(pieces.length).toBeLessThan(frames + 2)
    let length = 0
    for (const piece of pieces) {
      expect(piece.offset).toBe(length)
      length += piece.text.length
    }
    expect(length).toBe(run.text.length)
  })

  it('fails an answer whose provider throws, and tells nothing of the reason but to the log', async () => {
    const { run, stored } = await start(() => {
      throw new Error('a secret key')
    })
    await run.saved
    expect(await stored()).toMatchObject({ state: 'failed', errorCode: 'INTERNAL' })
    expect(JSON.stringify(events)).not.toContain('secret')
  })

  it('says that the disk is full, keeps the text in sight, and stores it once there is room', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    let full = true
    const refusing: ProfileDatabase = {
      ...database,
      finishAnswer: (end) => (full ? Promise.reject(new CallError('DISK_FULL')) : database.finishAnswer(end)),
    }
    const { run, stored } = await start(
      () => parts({ type: 'text', text: 'Hi' }, { type: 'finish', reason: 'stop' }),
      { database: refusing },
    )
    await vi.advanceTimersByTimeAsync(1_000)
    expect(run.end).toMatchObject({ state: 'failed', errorCode: 'DISK_FULL' })
    expect(run.text).toBe('Hi')
    full = false
    await vi.advanceTimersByTimeAsync(10_000)
    vi.useRealTimers()
    await run.saved
    expect(await stored()).toMatchObject({ text: 'Hi', state: 'complete' })
    expect(events.at(-1)).toMatchObject({ type: 'answer-ended', state: 'complete' })
  })
})
