import { describe, expect, it } from 'vitest'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import type { StartedTurn } from '../../electron/core/database/records.ts'
import type { MessageId } from '../../shared/contract/base.ts'
import {
  answeredTurn,
  complete,
  newMessageId,
  starter,
  temporaryProfile,
  textsOf,
} from './temporaryProfile.ts'

const open = () => temporaryProfile().open()

async function regenerate(database: ProfileDatabase, turn: StartedTurn, text: string): Promise<MessageId> {
  const newAnswerId = newMessageId()
  const { conversationId, answerId } = turn
  const model = { modelId: starter, modelName: 'Starter', createdAt: 1 }
  await database.startAnswer({ conversationId, answerId, newAnswerId, ...model })
  await complete(database, newAnswerId, text)
  return newAnswerId
}

describe('versions of an answer', () => {
  it('name their neighbours, oldest first', async () => {
    const database = await open()
    const turn = await answeredTurn(database, {}, 'one')
    const second = await regenerate(database, turn, 'two')
    const third = await regenerate(database, turn, 'three')
    const shown = async () => (await database.lastMessages(turn.conversationId, 1)).messages[0]?.version
    expect(await shown()).toEqual({ index: 3, count: 3, previousId: second, nextId: null })
    await database.showMessage(turn.conversationId, second)
    expect(await shown()).toEqual({ index: 2, count: 3, previousId: turn.answerId, nextId: third })
    await database.showMessage(turn.conversationId, turn.answerId)
    expect(await shown()).toEqual({ index: 1, count: 3, previousId: null, nextId: second })
  })

  it('lead back down the path that was last shown below each of them', async () => {
    const database = await open()
    const first = await answeredTurn(database, { text: 'q' }, 'one')
    const { conversationId } = first
    const below = await answeredTurn(database, { conversationId, text: 'q under one' }, 'deep one')
    await regenerate(database, below, 'deep two')
    await database.showMessage(conversationId, below.answerId)
    const second = await regenerate(database, first, 'two')
    await answeredTurn(database, { conversationId, text: 'q under two' }, 'deep three')
    await database.showMessage(conversationId, first.answerId)
    expect(await textsOf(database, conversationId)).toEqual(['q', 'one', 'q under one', 'deep one'])
    await database.showMessage(conversationId, second)
    expect(await textsOf(database, conversationId)).toEqual(['q', 'two', 'q under two', 'deep three'])
  })

  it('can be chosen on a branch that is not shown', async () => {
    const database = await open()
    const first = await answeredTurn(database, { text: 'q' }, 'one')
    const { conversationId } = first
    const below = await answeredTurn(database, { conversationId, text: 'deeper' }, 'deep one')
    await regenerate(database, below, 'deep two')
    await regenerate(database, first, 'two')
    await database.showMessage(conversationId, below.answerId)
    expect(await textsOf(database, conversationId)).toEqual(['q', 'one', 'deeper', 'deep one'])
    await answeredTurn(database, { conversationId, text: 'on' }, 'goes on')
    expect((await textsOf(database, conversationId)).slice(3)).toEqual(['deep one', 'on', 'goes on'])
  })

  it('are not those of another conversation', async () => {
    const database = await open()
    const one = await answeredTurn(database)
    const other = await answeredTurn(database)
    for (const wrong of [other.answerId, newMessageId()]) {
      const refusal = { code: 'MESSAGE_NOT_FOUND' }
      await expect(database.showMessage(one.conversationId, wrong)).rejects.toMatchObject(refusal)
      await expect(database.messagesBefore(one.conversationId, wrong, 5)).rejects.toMatchObject(refusal)
    }
  })
})
