/** What was asked for in one session never reaches the window of the next: neither the answer nor the failure. */
import { ORPCError } from '@orpc/client'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ConversationId, ModelId } from '../../shared/contract/base.ts'
import type { Client } from '../../shared/contract/index.ts'
import { standInForTheWindow } from './windowStandIn.ts'

const marker = 'of Ada alone'

interface Asked {
  readonly name: string
  readonly answer: (output: unknown) => void
  readonly fail: (error: unknown) => void
}

let asked: Asked[] = []

/** A core that answers when the test does. */
function silentCore(path: readonly string[] = []): unknown {
  return new Proxy(() => undefined, {
    get: (_target, name) => silentCore([...path, String(name)]),
    apply: () =>
      new Promise((answer, fail) => {
        asked.push({ name: path.join('.'), answer, fail })
      }),
  })
}

async function load() {
  return {
    ...(await import('../../renderer/connection/call.ts')),
    ...(await import('../../renderer/connection/singleFlight.ts')),
    ...(await import('../../renderer/state/profileState.ts')),
    ...(await import('../../renderer/chats/chatsStore.ts')),
    ...(await import('../../renderer/chats/chatActions.ts')),
    ...(await import('../../renderer/chats/foldersStore.ts')),
    ...(await import('../../renderer/models/modelsStore.ts')),
    ...(await import('../../renderer/models/connectionsStore.ts')),
    ...(await import('../../renderer/preferences/preferencesStore.ts')),
    ...(await import('../../renderer/usage/budgetStore.ts')),
    ...(await import('../../renderer/settings/backups/backupsStore.ts')),
    ...(await import('../../renderer/settings/downloads/downloadsStore.ts')),
    ...(await import('../../renderer/conversation/conversationLoading.ts')),
    ...(await import('../../renderer/conversation/conversationStore.ts')),
    ...(await import('../../renderer/conversation/sending.ts')),
    ...(await import('../../renderer/conversation/sendingStore.ts')),
    ...(await import('../../renderer/composer/draftStore.ts')),
    ...(await import('../../renderer/composer/refusalStore.ts')),
    ...(await import('../../renderer/search/searchActions.ts')),
    ...(await import('../../renderer/search/searchStore.ts')),
    ...(await import('../../renderer/announcements/toastStore.ts')),
    ...(await import('../../renderer/announcements/announcementStore.ts')),
  }
}

let page: Awaited<ReturnType<typeof load>>

/** All that the stores hold, as text. */
function held(): string {
  const stores = [
    page.useChats,
    page.useFolders,
    page.useModels,
    page.useConnections,
    page.usePreferences,
    page.useBudget,
    page.useBackups,
    page.useDownloads,
    page.useConversation,
    page.useSending,
    page.useDrafts,
    page.useRefusal,
    page.useSearch,
    page.useToasts,
    page.useAnnouncements,
  ]
  return JSON.stringify(
    stores.map((store) => store.getState()),
    (_key, value: unknown) => (value instanceof Map ? [...value] : value),
  )
}

/** Everything that is asked for when a profile enters, and what its person may have asked for a moment later. */
function askForAll(): void {
  const ignore = (): void => undefined
  page.fetchModels().catch(ignore)
  page.fetchConnections().catch(ignore)
  page.fetchPreferences().catch(ignore)
  page.fetchBackups().catch(ignore)
  page.fetchDownloads().catch(ignore)
  page.refreshBudget()
  page.refreshChats()
  page.refreshFolders()
  page.openConversation('ada' as ConversationId)
  page.setQuery(marker)
  void page.fetchAnswerModels()
  void page.setPinned('ada' as ConversationId, true)
  void page.sendMessage(marker, 'local:starter' as ModelId)
}

/** Everything that follows from what was settled has had its turn. */
function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20))
}

beforeAll(async () => {
  standInForTheWindow()
  page = await load()
}, 60_000)

beforeEach(() => {
  asked = []
  page.endSession()
  page.forgetProfile()
  page.connection.store.setState({ status: 'connected', client: silentCore() as Client })
})

describe('an answer of an earlier session', () => {
  it.each([
    ['an answer', (call: Asked) => call.answer({ models: [marker], conversations: [{ title: marker }] })],
    ['a failure', (call: Asked) => call.fail(new ORPCError('USER_NAME_TAKEN', { data: { marker } }))],
    ['a lost connection', (call: Asked) => call.fail(new Error(marker))],
  ])('does not land in the next one when it is %s', async (_kind, settle) => {
    askForAll()
    await settled()
    expect(asked.length).toBeGreaterThan(10)
    page.endSession()
    page.forgetProfile()
    const atOnce = held()
    expect(atOnce).not.toContain(marker)
    for (const call of asked) settle(call)
    await settled()
    expect(held()).toBe(atOnce)
  })

  it('keeps no fetch of the next one waiting', async () => {
    askForAll()
    await settled()
    const before = asked.map(({ name }) => name)
    page.endSession()
    page.forgetProfile()
    asked = []
    askForAll()
    await settled()
    expect(asked.map(({ name }) => name)).toEqual(before)
  })

  it('leaves a message on its way to be sent again, where the same profile comes back', async () => {
    page.openConversation('ada' as ConversationId)
    void page.sendMessage('Hello', 'local:starter' as ModelId)
    page.endSession()
    for (const call of asked) call.fail(new Error('The profile was locked.'))
    await settled()
    expect(page.useSending.getState().messages).toMatchObject([{ text: 'Hello', waiting: true }])
    asked = []
    page.resendWaiting()
    expect(asked.map(({ name }) => name)).toEqual(['chat.send'])
  })

  it('ends a stream: what comes of it later is not read', async () => {
    let more: (value: IteratorResult<string>) => void = () => undefined
    const stream: AsyncIterableIterator<string> = {
      next: () =>
        new Promise((resolve) => {
          more = resolve
        }),
      [Symbol.asyncIterator]: () => stream,
    }
    const read: string[] = []
    async function follow(): Promise<void> {
      for await (const part of await page.call(() => Promise.resolve(stream))) read.push(part)
    }
    void follow()
    await settled()
    more({ done: false, value: 'first' })
    await settled()
    page.endSession()
    more({ done: false, value: marker })
    await settled()
    expect(read).toEqual(['first'])
  })
})
