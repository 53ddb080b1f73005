import { randomBytes, randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Copier } from '../../electron/core/backups/copier.ts'
import { ProfileBackups } from '../../electron/core/backups/profileBackups.ts'
import { createRuns } from '../../electron/core/chat/runs.ts'
import { createTitles } from '../../electron/core/chat/titles.ts'
import { Connections } from '../../electron/core/connections/connections.ts'
import { openProfileDatabase } from '../../electron/core/database/openProfileDatabase.ts'
import type { ProviderPart } from '../../electron/core/providers/provider.ts'
import type { UnlockedKey } from '../../electron/core/profiles/profileService.ts'
import { createOpenProfile } from '../../electron/core/sessions/openProfile.ts'
import { Sessions } from '../../electron/core/sessions/sessions.ts'
import type { WindowSession } from '../../electron/core/sessions/windowSession.ts'
import { createImports } from '../../electron/core/transfer/imports.ts'
import type { MessageId, ModelId, ProfileId } from '../../shared/contract/base.ts'
import type { Event } from '../../shared/contract/events.ts'
import { temporaryFolder } from '../support/folders.ts'
import { openGate } from '../downloads/downloadsTest.ts'
import { memoryLogger } from '../support/memoryLogger.ts'
import { forkTransfer } from '../transfer/inProcess.ts'

const minute = 60_000
const modelId = 'local:test' as ModelId

const nobody = (): never => {
  throw new Error('nobody is asked here')
}

describe('sessions', () => {
  const { folder, remove } = temporaryFolder()
  const logger = memoryLogger()
  const id = randomUUID() as ProfileId
  const secret = randomBytes(32)
  let sessions: Sessions
  let finish: PromiseWithResolvers<void>
  /** What was asked of the process for backups. */
  let copied: string[]
  /** The windows that were said to be gone. */
  let gone: string[]

  /** A model that writes one word and then waits for the test. */
  async function* stream(): AsyncGenerator<ProviderPart> {
    yield { type: 'text', text: 'word' }
    await finish.promise
    yield { type: 'finish', reason: 'stop' }
  }

  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00Z') })
    finish = Promise.withResolvers()
    copied = []
    gone = []
    sessions = new Sessions({
      now: Date.now,
      logger,
      onGone: (windowId) => void gone.push(windowId),
      async open({ dataKey }) {
        const database = await openProfileDatabase({ file: path.join(folder, `${id}.db`), dataKey })
        return createOpenProfile({
          id,
          database,
          dataKey,
          preferences: await database.preferences(),
          now: Date.now,
          onPreferences: () => undefined,
          gate: openGate(),
          connections: new Connections({ database, environment: {}, remote: nobody, now: Date.now }),
          createImports: (publish) => createImports(database, forkTransfer, publish, logger),
          createBackups: (publish) => {
            const copier: Copier = {
              async run({ kind }) {
                copied.push(kind)
                return { outcome: 'done', bytes: 0 }
              },
            }
            const file = path.join(folder, `${id}.db`)
            const after = { afterCopy: () => database.emptyWal(), afterRemoval: async () => undefined }
            return new ProfileBackups({ file, dataKey, copier, publish, ...after, logger, now: Date.now })
          },
          createRuns(publish) {
            const asking = { database, provider: { stream }, logger, publish, now: Date.now }
            const limitsOf = async () => ({ limitTokens: null, inputTokens: null, newestOnly: false })
            return createRuns({
              ...asking,
              limitsOf,
              titles: createTitles({ ...asking, mayAsk: async () => false }),
            })
          },
        })
      },
    })
  })

  afterEach(async () => {
    finish.resolve()
    await sessions.close()
    vi.useRealTimers()
  })

  afterAll(remove)

  function key(): UnlockedKey {
    const profile = {
      id,
      userName: 'Ada',
      email: null,
      createdAt: 0,
      lastSignedInAt: 0,
      staysSignedIn: false,
    }
    return { profile, dataKey: Buffer.from(secret) }
  }

  /** A window that is shown, with what it is told. */
  function open(name: string): { readonly window: WindowSession; readonly events: Event[]; close(): void } {
    const window = sessions.window(name)
    const closers: (() => void)[] = []
    window.attach({
      send: () => undefined,
      onFrame: () => undefined,
      onClose: (listener) => closers.push(listener),
      close: () => undefined,
    })
    const events: Event[] = []
    void (async () => {
      for await (const event of window.subscribe(undefined)) events.push(event)
    })()
    return { window, events, close: () => closers.forEach((closer) => closer()) }
  }

  async function ask(window: WindowSession) {
    const { profile } = window
    if (!profile) throw new Error('nobody is signed in')
    const question = {
      conversationId: null,
      text: 'question',
      modelId,
      modelName: 'Test',
      createdAt: Date.now(),
    }
    const settings = { systemPrompt: '', parameters: {}, contextMessages: 20 }
    const turn = await profile.database.startTurn({
      ...question,
      settings,
      messageId: randomUUID() as MessageId,
    })
    profile.runs.start(turn.conversationId, turn.answerId, modelId)
    return { profile, ...turn }
  }

  it('locks a profile after its idle minutes, tells all its windows, and zeroes the key', async () => {
    const first = open('first')
    const second = open('second')
    const unlocked = key()
    const profile = await sessions.signIn(first.window, unlocked)
    await sessions.signIn(second.window, key())
    await profile.updatePreferences({ lockAfterMinutes: 2 })
    await vi.advanceTimersByTimeAsync(1.5 * minute)
    profile.touch()
    await vi.advanceTimersByTimeAsync(1.5 * minute)
    expect(first.window.profile).toBe(profile)
    await vi.advanceTimersByTimeAsync(minute)
    expect(first.window.profile).toBeNull()
    expect(first.events.at(-1)).toEqual({ type: 'signed-out', reason: 'locked' })
    expect(second.events.at(-1)).toEqual({ type: 'signed-out', reason: 'locked' })
    expect(unlocked.dataKey.every((byte) => byte === 0)).toBe(true)
  })

  it('locks a profile whose database refuses to be tidied, and says once that it does', async () => {
    const { window } = open('first')
    const profile = await sessions.signIn(window, key())
    await profile.updatePreferences({ lockAfterMinutes: 2 })
    vi.spyOn(profile.database, 'deleteHidden').mockRejectedValue(new Error('the disk is damaged'))
    await vi.advanceTimersByTimeAsync(minute)
    expect(logger.lines.filter((line) => line.includes('tidying a profile failed'))).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1.5 * minute)
    expect(window.profile).toBeNull()
  })

  it('does not lock in the middle of an answer', async () => {
    const { window } = open('first')
    const profile = await sessions.signIn(window, key())
    await profile.updatePreferences({ lockAfterMinutes: 1 })
    await ask(window)
    await vi.advanceTimersByTimeAsync(5 * minute)
    expect(window.profile).toBe(profile)
    finish.resolve()
    await vi.advanceTimersByTimeAsync(minute)
    expect(window.profile).toBeNull()
  })

  it('keeps a closed window signed in for a reload, and not for longer', async () => {
    const first = open('first')
    const profile = await sessions.signIn(first.window, key())
    await profile.updatePreferences({ lockAfterMinutes: 0 })
    first.close()
    await vi.advanceTimersByTimeAsync(4 * minute)
    expect(sessions.window('first').profile).toBe(profile)
    await vi.advanceTimersByTimeAsync(2 * minute)
    expect(sessions.window('first').profile).toBeNull()
  })

  it('finishes an answer after the last window has gone, and only then closes the profile', async () => {
    const { window } = open('first')
    const unlocked = key()
    await sessions.signIn(window, unlocked)
    const { profile, conversationId } = await ask(window)
    await sessions.forget('first')
    expect(unlocked.dataKey.some((byte) => byte !== 0)).toBe(true)
    finish.resolve()
    await vi.advanceTimersByTimeAsync(minute)
    expect(unlocked.dataKey.every((byte) => byte === 0)).toBe(true)
    expect(profile.receivers.size).toBe(0)
    const again = await sessions.signIn(open('second').window, key())
    const { messages } = await again.database.lastMessages(conversationId, 1)
    expect(messages[0]).toMatchObject({ state: 'complete', text: 'word' })
  })

  it('leaves the other windows of a profile signed in when one signs out', async () => {
    const first = open('first')
    const second = open('second')
    const profile = await sessions.signIn(first.window, key())
    await sessions.signIn(second.window, key())
    await sessions.signOut(first.window)
    expect(first.window.profile).toBeNull()
    expect(second.window.profile).toBe(profile)
  })

  it('marks answers as interrupted when Confab closes, with their text', async () => {
    const { window } = open('first')
    await sessions.signIn(window, key())
    const { conversationId } = await ask(window)
    await vi.advanceTimersByTimeAsync(50)
    const closing = sessions.close()
    // What ends once closing has begun is cut off all the same.
    await vi.advanceTimersByTimeAsync(50)
    finish.resolve()
    await closing
    const again = await sessions.signIn(open('second').window, key())
    const { messages } = await again.database.lastMessages(conversationId, 1)
    expect(messages[0]).toMatchObject({ state: 'interrupted', text: 'word' })
  })

  it('has the backup of the day made soon after the opening, and the next when it is another day', async () => {
    await sessions.signIn(open('first').window, key())
    async function pass(milliseconds: number): Promise<void> {
      await vi.advanceTimersByTimeAsync(milliseconds)
      // The folder of the backups is looked at in real time.
      for (let look = 0; look < 20; look += 1) await readdir(folder)
    }
    await pass(4_000)
    expect(copied).toEqual([])
    await pass(20_000)
    expect(copied).toEqual(['check-and-copy'])
    await pass(25 * 60 * minute)
    await pass(5_000)
    expect(copied.length).toBeGreaterThanOrEqual(2)
  })

  it('opens a profile once when two windows sign in at the same moment', async () => {
    const [first, second] = await Promise.all([
      sessions.signIn(open('first').window, key()),
      sessions.signIn(open('second').window, key()),
    ])
    expect(first).toBe(second)
  })

  it('forgets a window that nobody signs in to ten seconds after it has gone, and says so', async () => {
    const [stranger, ada, asking] = ['stranger', 'of Ada', 'asking'].map(open)
    if (ada) await sessions.signIn(ada.window, key())
    if (asking) asking.window.callsUnderWay = 1
    for (const each of [stranger, ada, asking]) each?.close()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(gone).toEqual(['stranger'])
    await vi.advanceTimersByTimeAsync(5 * 60_000)
    expect(gone).toEqual(['stranger', 'of Ada', 'asking'])
  })

  it('keeps 256 windows that nobody has signed in to: absent ones make room first, then the oldest', async () => {
    const windows = Array.from({ length: 256 }, (_, name) => open(`stranger ${name}`))
    windows[7]?.close()
    for (const name of ['one more', 'and one']) open(name)
    expect(gone).toEqual(['stranger 7', 'stranger 0'])
  })

  it('knows a window again that was closed while its password was checked', async () => {
    const { window } = open('closed')
    await sessions.forget('closed')
    await sessions.signIn(window, key())
    expect(sessions.window('closed')).toBe(window)
  })
})
