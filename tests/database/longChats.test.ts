import { describe, expect, it } from 'vitest'
import { openConnection } from '../../electron/core/database/connection.ts'
import { openProfileDatabase } from '../../electron/core/database/openProfileDatabase.ts'
import type { ConversationId } from '../../shared/contract/base.ts'
import { answeredTurn, complete, newMessageId, temporaryProfile, turn } from './temporaryProfile.ts'
import type { TemporaryProfile } from './temporaryProfile.ts'

const length = 10_000

/** Lengthens a conversation of one turn to `length` messages, written directly: 5,000 commits would take long. */
function lengthen(profile: TemporaryProfile, id: ConversationId): void {
  const db = openConnection(profile)
  const insert = db.prepare(`
    INSERT INTO messages (id, conversation_key, parent_key, time_key, depth, role, shown, state, model_id, model_name,
      created_at, finished_at, text)
    SELECT ?, conversation_key, key, (depth + 5000) * 1024, depth + 1, iif(role = 'user', 'assistant', 'user'), 1, 'complete',
      iif(role = 'user', 'local:starter', NULL), iif(role = 'user', 'Starter', NULL), depth + 1,
      iif(role = 'user', 5, NULL), 'message ' || (depth + 1)
    FROM messages WHERE key = ?`)
  db.transaction(() => {
    let head = Number(db.prepare('SELECT head_key FROM conversations WHERE id = ?').pluck().get(id))
    for (let depth = 2; depth < length; depth += 1) {
      head = Number(insert.run(newMessageId(), head).lastInsertRowid)
    }
    db.prepare('UPDATE conversations SET head_key = ? WHERE id = ?').run(head, id)
  })()
  db.close()
}

async function longChat() {
  const profile = temporaryProfile()
  const database = await profile.open()
  const { conversationId, answerId } = await answeredTurn(database, { text: 'message 0' }, 'message 1')
  await database.close()
  lengthen(profile, conversationId)
  return { profile, conversationId, answerId, database: await profile.open() }
}

/** The median time of a call over some rounds, in milliseconds. */
async function medianTime(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < 15; round += 1) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return times.toSorted((one, other) => one - other)[7] ?? Infinity
}

describe('a chat of 10,000 messages', () => {
  it('is read page by page from its end to its beginning, without gap or repetition', async () => {
    const { database, conversationId } = await longChat()
    let page = await database.lastMessages(conversationId, 200)
    const depths: number[] = []
    for (;;) {
      depths.unshift(...page.messages.map(({ depth }) => depth))
      const [first] = page.messages
      if (!page.hasEarlier || !first) break
      page = await database.messagesBefore(conversationId, first.id, 200)
    }
    expect(depths).toEqual(Array.from({ length }, (_, depth) => depth))
  })

  it('costs a page or a prompt what it costs in a short chat: no walk to the root', async () => {
    const { database, conversationId } = await longChat()
    const { messages } = await database.lastMessages(conversationId, 50)
    const middle = messages[0]?.id ?? newMessageId()
    const answerId = messages.at(-1)?.id ?? newMessageId()
    // A walk over all messages takes 50 ms and more here.
    expect(await medianTime(() => database.lastMessages(conversationId, 50))).toBeLessThan(15)
    expect(await medianTime(() => database.messagesBefore(conversationId, middle, 50))).toBeLessThan(15)
    expect(await medianTime(() => database.contextBefore(answerId, 20))).toBeLessThan(8)
    expect(await medianTime(() => database.listConversations({ kind: 'recent' }, null, 50))).toBeLessThan(8)
  })

  it('costs opening, and a turn, what it costs in a short one', async () => {
    const { profile, database, conversationId } = await longChat()
    const oneTurn = async () => {
      const { answerId } = await database.startTurn(turn({ conversationId }))
      await complete(database, answerId, 'answer')
    }
    expect(await medianTime(oneTurn)).toBeLessThan(30)
    await database.close()
    const opening = await medianTime(async () => (await openProfileDatabase(profile)).close())
    expect(opening).toBeLessThan(25)
  })

  it('is deleted in one go', async () => {
    const { database, conversationId, answerId } = await longChat()
    await database.showMessage(conversationId, answerId)
    await database.hideConversation(conversationId, 1)
    expect(await database.deleteHidden(2)).toBe(1)
    expect(await database.conversationOf(answerId)).toBeNull()
  })
})

describe('a checkpoint', () => {
  it('costs as much as what is added, however long the answer is', async () => {
    const database = await temporaryProfile().open()
    const { answerId } = await database.startTurn(turn())
    const piece = 'x'.repeat(100)
    const large = 'y'.repeat(2_000_000)
    let offset = 0
    const checkpoint = async () => {
      await database.checkpointAnswer(answerId, offset, piece)
      offset += piece.length
    }
    const atFirst = await medianTime(checkpoint)
    await database.checkpointAnswer(answerId, offset, large)
    offset += large.length
    // Writing the answer anew would take 20 ms and more.
    expect(await medianTime(checkpoint)).toBeLessThan(Math.max(10, atFirst * 4))
  })
})
