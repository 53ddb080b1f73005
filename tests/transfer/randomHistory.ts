import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { CallError } from '../../electron/core/callError.ts'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import type { ConversationId, FolderId, MessageId } from '../../shared/contract/base.ts'
import { newMessageId, otherModel, turn } from '../database/temporaryProfile.ts'

type Step = (database: ProfileDatabase) => Promise<void>

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }).map((value) => value.toWellFormed())
const nat = fc.nat(1_000)
const at = fc.nat(8)
const marks = ['pinned', 'archived', 'ended'] as const

interface Place {
  readonly conversationId: ConversationId
  readonly messageId: MessageId
}

/** Some message of some conversation. */
async function place(database: ProfileDatabase, pick: number): Promise<Place | null> {
  const chats = await database.exportedChats()
  const chat = chats[pick % Math.max(1, chats.length)]
  const messages = chat ? await database.exportedMessages(chat.key, null, 100) : []
  const message = messages[pick % Math.max(1, messages.length)]?.message
  const head = chat && (await database.exportedHead(chat.key))
  return head && message ? { conversationId: head.id, messageId: message.id } : null
}

/** A step at some message; what the database refuses there does nothing. */
function atPlace(work: (database: ProfileDatabase, place: Place) => Promise<unknown>, pick: number): Step {
  return async (database) => {
    const found = await place(database, pick)
    try {
      if (found) await work(database, found)
    } catch (error) {
      if (!(error instanceof CallError)) throw error
    }
  }
}

const asked = { modelId: otherModel, modelName: 'Other', createdAt: 5 }

const newTurn = fc
  .record({ text, pick: nat, isNew: fc.boolean(), createdAt: at })
  .map(({ createdAt, isNew, pick, text: words }): Step =>
    isNew
      ? async (database) => {
          await database.startTurn(turn({ text: words, createdAt }))
          await database.interruptUnfinished(6)
        }
      : atPlace(async (database, { conversationId }) => {
          await database.startTurn(turn({ conversationId, text: words, createdAt }))
        }, pick),
  )

const finish = fc.record({ text, reasoning: text, pick: nat }).map(({ pick, ...content }): Step =>
  atPlace(async (database, { messageId: answerId }) => {
    const counted = { finishReason: 'length', inputTokens: 3, outputTokens: 4 } as const
    const end = {
      ...counted,
      state: 'failed',
      errorCode: 'TOO_LONG',
      errorDetails: null,
      finishedAt: 7,
    } as const
    await database.finishAnswer({ ...content, ...end, answerId })
  }, pick),
)

const others = fc.tuple(text, nat, at).chain(([words, pick, time]) =>
  fc.constantFrom<Step>(
    atPlace(
      (database, given) =>
        database.startEdit({ ...asked, ...given, newMessageId: newMessageId(), text: words }),
      pick,
    ),
    atPlace(
      (database, { conversationId, messageId: answerId }) =>
        database.startAnswer({ ...asked, conversationId, answerId, newAnswerId: newMessageId() }),
      pick,
    ),
    atPlace(
      (database, { conversationId, messageId }) =>
        database.correctMessage(conversationId, messageId, { text: words, at: time }),
      pick,
    ),
    atPlace(
      (database, { conversationId, messageId }) => database.deleteMessage(conversationId, messageId, 1),
      pick,
    ),
    atPlace(
      (database, { conversationId, messageId }) => database.showMessage(conversationId, messageId),
      pick,
    ),
    atPlace((database, { conversationId, messageId }) => {
      const copy = { newId: randomUUID() as ConversationId, at: time }
      return database.copyBranch(conversationId, messageId, copy)
    }, pick),
    atPlace(
      (database, { conversationId }) =>
        database.markConversation(conversationId, marks[pick % marks.length] ?? 'pinned', time),
      pick,
    ),
    atPlace(
      (database, { conversationId }) => database.renameConversation(conversationId, words.slice(0, 9)),
      pick,
    ),
    atPlace(async (database, { conversationId }) => {
      const id = randomUUID() as FolderId
      const [outer] = await database.exportedFolders()
      await database.addFolder({ id, name: words, parentId: outer?.id ?? null, createdAt: time })
      await database.setConversationFolder(conversationId, id)
    }, pick),
    (database) => database.interruptUnfinished(8).then(() => undefined),
  ),
)

/** What people do with chats, in any order. */
export const randomHistory = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: newTurn },
    { weight: 2, arbitrary: finish },
    { weight: 5, arbitrary: others },
  ),
  { minLength: 5, maxLength: 30 },
)
