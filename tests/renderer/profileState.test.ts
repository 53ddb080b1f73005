/**
 * What a window holds of a profile goes with it: all of it is found by reading the source, filled, and looked at after
 * the profile has gone.
 */
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { StoreApi } from 'zustand'
import { MemoryStorage, standInForTheWindow } from './windowStandIn.ts'
import type * as ProfileState from '../../renderer/state/profileState.ts'

const root = path.join(import.meta.dirname, '..', '..', 'renderer')

interface MadeStore {
  readonly store: StoreApi<object>
  readonly lifetime: ProfileState.Lifetime
  readonly initial: object
}

const made: MadeStore[] = []

vi.mock('../../renderer/state/profileState.ts', async (importActual) => {
  const actual = await importActual<typeof ProfileState>()
  const createProfileStore: typeof actual.createProfileStore = (initial, lifetime) => {
    const store = actual.createProfileStore(initial, lifetime)
    // Whatever a store holds, it is an object.
    const api = store as unknown as StoreApi<object>
    made.push({ store: api, lifetime: lifetime ?? 'session', initial: api.getState() })
    return store
  }
  return { ...actual, createProfileStore }
})

interface Source {
  readonly name: string
  readonly text: string
}

const sources: readonly Source[] = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/u.test(name))
  .map((name) => ({
    name: name.replaceAll('\\', '/'),
    text: readFileSync(path.join(root, name), 'utf8'),
  }))

function filesWith(pattern: RegExp): readonly string[] {
  return sources
    .filter(({ text }) => pattern.test(text))
    .map(({ name }) => name)
    .toSorted()
}

const marker = 'of Ada alone'

/** Something that the value was not before, of the same kind. */
function filled(value: unknown): unknown {
  if (value instanceof Map) return new Map([...value, [marker, { text: marker, id: marker }]])
  if (value instanceof Set) return new Set([...value, marker])
  if (Array.isArray(value)) return [...(value as readonly unknown[]), { id: marker, text: marker }]
  if (typeof value === 'boolean') return !value
  if (typeof value === 'number') return value + 1
  return marker
}

function fill({ store }: MadeStore): void {
  const state = Object.fromEntries(
    Object.entries(store.getState()).map(([key, value]) => [key, filled(value)]),
  )
  store.setState(state)
}

/** What goes on being counted, so that nothing of before is taken for something of after. */
const counters: ReadonlySet<string> = new Set(['place', 'stretch', 'count', 'now'])

function withoutCounters(state: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(state).filter(([key]) => !counters.has(key)))
}

let state: typeof ProfileState

beforeAll(async () => {
  standInForTheWindow()
  const entries = new Set(['main.tsx', 'markdown/parseWorker.ts'])
  for (const { name } of sources) if (!entries.has(name)) await import(path.join(root, name))
  state = await import('../../renderer/state/profileState.ts')
}, 120_000)

beforeEach(() => {
  state.endSession()
  state.forgetProfile()
  vi.stubGlobal('sessionStorage', new MemoryStorage())
})

describe('the source of the window', () => {
  it('makes every store as one of a profile, but for those of the machine, the connection and a single list', () => {
    expect(filesWith(/import \{[^}]*\bcreate(Store)?\b[^}]*\} from 'zustand/u)).toEqual([
      'connection/connection.ts',
      'conversation/stickToEnd.ts',
      // Who is signed in: `session.ts` changes it at the same moment.
      'session/sessionStore.ts',
      // Who could sign in on this machine.
      'signIn/profilesStore.ts',
      'state/profileState.ts',
    ])
  })

  it('keeps nothing in the storage of the page but through what forgets it', () => {
    expect(filesWith(/\bsessionStorage\b/u)).toEqual(['connection/windowId.ts', 'state/profileStorage.ts'])
    expect(filesWith(/\blocalStorage\b/u)).toEqual(['preferences/theme.ts'])
    expect(filesWith(/indexedDB|document\.title\s*=|document\.cookie/u)).toEqual([])
  })

  it('has no other variable that outlives a profile and does not register its reset', () => {
    const holds =
      /^let |^(export )?const \w+(: [^=\n]+)? = (new (Map|Set|WeakMap|AbortController)\b.*\(\)$|\[\]$)/mu
    const unregistered = sources
      .filter(({ text }) => holds.test(text) && !/onEndOf\(|sessionEpoch\(/u.test(text))
      .map(({ name }) => name)
      .toSorted()
    expect(unregistered).toEqual([
      // Numbers of toasts and of questions.
      'announcements/toastStore.ts',
      'connection/call.ts',
      'context/contextStore.ts',
      'conversation/openAtMessage.ts',
      // The window itself has failed, whoever is signed in.
      'conversation/openingMark.ts',
    ])
  })
})

describe('when a profile has gone', () => {
  it('knows the stores of the whole window', () => {
    expect(made.length).toBeGreaterThanOrEqual(28)
    expect(filesWith(/= createProfileStore</u)).toHaveLength(made.length)
  })

  it('leaves every store as it was at the start', () => {
    for (const store of made) fill(store)
    for (const { store, initial } of made) expect(store.getState()).not.toEqual(initial)
    state.endSession()
    state.forgetProfile()
    for (const { store, initial } of made)
      expect(withoutCounters(store.getState())).toEqual(withoutCounters(initial))
    expect(JSON.stringify(made.map(({ store }) => store.getState()))).not.toContain(marker)
  })

  it('keeps, when it is locked, what was typed and not sent, and nothing else', () => {
    for (const store of made) fill(store)
    state.endSession()
    const changed = made.filter(
      ({ store, initial }) => !isDeepStrictEqual(withoutCounters(store.getState()), withoutCounters(initial)),
    )
    expect(changed.length).toBeGreaterThanOrEqual(5)
    expect(changed).toEqual(made.filter(({ lifetime }) => lifetime === 'profile'))
  })

  it('leaves nothing of it in the storage of the page', async () => {
    const { createProfileStorage, setStorageOwner, storageOwner } =
      await import('../../renderer/state/profileStorage.ts')
    sessionStorage.setItem('confab:window', 'the window')
    setStorageOwner('ada')
    createProfileStorage('anything').write(marker)
    const { goTo } = await import('../../renderer/conversation/conversationStore.ts')
    const { setFolderOpen } = await import('../../renderer/chats/foldersStore.ts')
    goTo(JSON.parse(`"${marker}"`))
    setFolderOpen(JSON.parse(`"${marker}"`), true)
    expect(JSON.stringify(sessionStorage)).toContain(marker)
    state.endSession()
    state.forgetProfile()
    expect(JSON.parse(JSON.stringify(sessionStorage))).toEqual({ 'confab:window': 'the window' })
    expect(storageOwner()).toBeNull()
  })
})
