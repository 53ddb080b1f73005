import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConversationId } from '../../shared/contract/base.ts'
import { codeOf, eventsUntil, newConversationId, newFolderId, newMessageId, starter } from './conversing.ts'
import { transports, type TestApplication, type TestWindow } from './transports.ts'

describe.each(transports)('branches and order over a $name', ({ start }) => {
  let application: TestApplication
  let window: TestWindow

  beforeAll(async () => {
    application = await start()
    window = await application.connect()
    await window.client.profiles.create({ userName: 'Ada', email: null, password: 'correct horse' })
  }, 120_000)

  afterAll(() => application.close())

  /** Does what starts an answer and waits for its end. */
  async function answered<Started extends { readonly answerId: string }>(work: () => Promise<Started>) {
    let started: Started | undefined
    await eventsUntil(
      window,
      (event) => event.type === 'answer-ended' && event.messageId === started?.answerId,
      async () => {
        started = await work()
      },
    )
    if (!started) throw new Error('nothing was started')
    return started
  }

  async function chat(text: string) {
    const id = newMessageId()
    const input = { conversationId: null, messageId: id, text, modelId: starter, settings: null }
    const sent = await answered(() => window.client.chat.send(input))
    return { ...sent, messageId: id }
  }

  async function open(id: ConversationId) {
    return window.client.conversations.open({ conversationId: id, aroundMessageId: null, limit: 50 })
  }

  it('sends an edited first message beside the first, and goes back to it', async () => {
    const first = await chat('Is it fre?')
    const { conversationId: id } = first
    const newId = newMessageId()
    const edit = {
      conversationId: id,
      messageId: first.messageId,
      newMessageId: newId,
      text: 'Is it free?',
      modelId: starter,
    }
    const edited = await answered(() => window.client.chat.edit(edit))
    expect(await window.client.chat.edit(edit)).toEqual(edited)
    const { messages } = await open(id)
    expect(messages.map((message) => message.id)).toEqual([newId, edited.answerId])
    expect(messages[0]?.version).toMatchObject({ index: 2, count: 2, previousId: first.messageId })
    await window.client.conversations.selectVersion({ conversationId: id, messageId: first.messageId })
    expect((await open(id)).messages[0]?.text).toBe('Is it fre?')
  })

  it('corrects in place, deletes with what follows, restores, and answers anew', async () => {
    const first = await chat('Is it free?')
    const { answerId, conversationId: id } = first
    const at = { conversationId: id, messageId: first.messageId }
    await window.client.messages.correct({ ...at, text: 'Is it really free?' })
    const { revisions } = await window.client.messages.revisions(at)
    expect(revisions.map(({ text }) => text)).toEqual(['Is it free?'])
    const whole = { messages: 2, wholeConversation: true }
    expect(await window.client.messages.deletion(at)).toEqual(whole)
    const answer = { conversationId: id, messageId: answerId }
    const gone = await window.client.messages.delete(answer)
    expect(gone).toMatchObject({ messages: 1, wholeConversation: false })
    expect((await open(id)).messages).toHaveLength(1)
    expect(await codeOf(window.client.messages.correct({ ...answer, text: 'x' }))).toBe('MESSAGE_NOT_FOUND')
    await window.client.messages.restore(answer)
    expect((await open(id)).messages).toHaveLength(2)
    const again = { ...at, newAnswerId: newMessageId(), modelId: starter }
    await answered(() => window.client.chat.answer(again))
    expect((await open(id)).messages[1]).toMatchObject({ id: again.newAnswerId, version: { count: 2 } })
  })

  it('opens around a message and goes on to later ones', async () => {
    const first = await chat('Is it free?')
    const { conversationId: id } = first
    const next = {
      conversationId: id,
      messageId: newMessageId(),
      text: 'And now?',
      modelId: starter,
      settings: null,
    }
    const second = await answered(() => window.client.chat.send(next))
    const around = { conversationId: id, aroundMessageId: first.messageId, limit: 2 }
    const page = await window.client.conversations.open(around)
    expect(page.messages.map((message) => message.id)).toEqual([first.messageId, first.answerId])
    expect([page.hasEarlier, page.hasLater]).toEqual([false, true])
    const later = { conversationId: id, afterMessageId: first.answerId, limit: 5 }
    const rest = await window.client.conversations.later(later)
    expect(rest.messages.map((message) => message.id)).toEqual([next.messageId, second.answerId])
    expect(rest.hasLater).toBe(false)
  })

  it('copies a branch, and starts a new chat where one has ended', async () => {
    const first = await chat('Is it free?')
    const { conversationId: id } = first
    const copy = newConversationId()
    const branch = { conversationId: id, messageId: first.answerId, newConversationId: copy }
    await window.client.conversations.copyBranch(branch)
    expect((await open(copy)).messages.map(({ text }) => text)).toEqual(
      (await open(id)).messages.map(({ text }) => text),
    )
    const { endedAt } = await window.client.conversations.end({ conversationId: id })
    expect((await open(id)).conversation.endedAt).toBe(endedAt)
    const next = {
      conversationId: id,
      messageId: newMessageId(),
      text: 'More?',
      modelId: starter,
      settings: null,
    }
    const sent = await answered(() => window.client.chat.send(next))
    expect(sent.conversationId).not.toBe(id)
    await window.client.conversations.reopen({ conversationId: id })
    expect((await open(id)).conversation.endedAt).toBeNull()
  })

  it('tells the other windows which chat is listed otherwise, and how it is now', async () => {
    const { conversationId: id } = await chat('Is it mine?')
    const other = await application.connect()
    await other.client.profiles.signIn({ login: 'Ada', password: 'correct horse', staySignedIn: false })
    const summary = async () =>
      (await other.client.conversations.summaries({ conversationIds: [id, newConversationId()] }))
        .conversations
    const toldOf = async (step: () => Promise<unknown>) => {
      await eventsUntil(
        other,
        (event) => event.type === 'summary-changed' && event.conversationId === id,
        step,
      )
      return summary()
    }
    const archive = () => window.client.conversations.setArchived({ conversationId: id, archived: true })
    expect(await toldOf(archive)).toMatchObject([{ id, archived: true, running: false }])
    await window.client.conversations.delete({ conversationId: id })
    expect(await summary()).toEqual([])
    const restore = () => window.client.conversations.restore({ conversationId: id })
    expect(await toldOf(restore)).toMatchObject([{ id, archived: true }])
  })

  it('tells the other windows where a chat is listed', async () => {
    const { conversationId: id } = await chat('Is it free?')
    const folder = newFolderId()
    const other = await application.connect()
    await other.client.profiles.signIn({ login: 'Ada', password: 'correct horse', staySignedIn: false })
    const events = await eventsUntil(
      other,
      (event) => event.type === 'folders-changed',
      () => window.client.folders.create({ folderId: folder, name: 'Work', parentId: null }),
    )
    expect(events.at(-1)?.type).toBe('folders-changed')
    await window.client.conversations.setFolder({ conversationId: id, folderId: folder })
    const place = { kind: 'folder', folderId: folder } as const
    const inFolder = { place, cursor: null, limit: 5 }
    const { conversations } = await other.client.conversations.list(inFolder)
    expect(conversations).toMatchObject([{ id, folderId: folder, pinned: false, archived: false }])
    const lost = newFolderId()
    const refused = other.client.conversations.setFolder({ conversationId: id, folderId: lost })
    expect(await codeOf(refused)).toBe('FOLDER_NOT_FOUND')
    const deeper = { folderId: newFolderId(), name: 'Deeper', parentId: folder }
    await other.client.folders.create(deeper)
    const deepest = { folderId: newFolderId(), name: 'Deepest', parentId: deeper.folderId }
    expect(await codeOf(other.client.folders.create(deepest))).toBe('FOLDER_TOO_DEEP')
    await other.client.folders.delete({ folderId: folder })
    const { folders } = await window.client.folders.list({})
    expect(folders).toMatchObject([{ name: 'Deeper', parentId: null, chats: 0 }])
  })
})
