import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import type { FolderId } from '../../shared/contract/base.ts'
import { temporaryProfile, turn } from '../database/temporaryProfile.ts'
import { randomHistory } from './randomHistory.ts'
import { randomConversation, writeRows } from './randomChats.ts'
import { exported, exportedValues, imported } from './transferTest.ts'
import { newSeed } from '../support/newSeed.ts'

/** Deletes everything for good: cheaper than another database for each run. */
async function empty(database: ProfileDatabase): Promise<void> {
  for (const { key } of await database.exportedChats()) {
    const head = await database.exportedHead(key)
    if (head) await database.hideConversation(head.id, 1)
  }
  await database.deleteHidden(2)
  for (const { id } of await database.exportedFolders()) await database.deleteFolder(id)
}

describe('a JSON export', { timeout: 60_000 }, () => {
  it('of rows of any kind gives the same again when it is imported and exported', async () => {
    const [one, other] = [temporaryProfile(), temporaryProfile()]
    const [database, copy] = [await one.open(), await other.open()]
    const folders = [randomUUID(), randomUUID()] as FolderId[]
    const chats = fc.array(randomConversation(folders), { minLength: 1, maxLength: 4 })
    const property = fc.asyncProperty(chats, fc.integer({ min: 1, max: 3_000 }), async (rows, piece) => {
      for (const each of [database, copy]) await empty(each)
      writeRows(one, folders, rows)
      const { bytes } = await exported(database, 'json')
      const byTime = rows.toSorted((first, second) => first.createdAt - second.createdAt)
      expect(JSON.parse(bytes.toString())).toMatchObject({ conversations: byTime })

      const report = await imported(copy, bytes, piece)
      expect(report).toMatchObject({ added: rows.length, problems: [] })
      expect((await exported(copy, 'json')).bytes.toString()).toBe(bytes.toString())
    })
    await fc.assert(property, { numRuns: 30, seed: newSeed('round trip of rows') })
  })

  it('of a history of turns, edits, corrections, deletions and folders gives the same again', async () => {
    const [database, copy] = [await temporaryProfile().open(), await temporaryProfile().open()]
    const property = fc.asyncProperty(randomHistory, async (steps) => {
      for (const each of [database, copy]) await empty(each)
      for (const step of steps) await step(database)
      await database.interruptUnfinished(9)
      await database.deleteHidden(10)
      const before = await exportedValues(database)
      const { bytes } = await exported(database, 'json')

      await imported(copy, bytes)
      expect(await exportedValues(copy)).toEqual(before)
      const second = await imported(copy, bytes)
      expect(second).toMatchObject({ added: 0, updated: 0, messages: 0, problems: [] })
    })
    await fc.assert(property, { numRuns: 30, seed: newSeed('round trip of histories') })
  })

  it('shows an imported chat at the end of the path that was shown, and it can be gone on with', async () => {
    const [one, other] = [await temporaryProfile().open(), await temporaryProfile().open()]
    const first = await one.startTurn(turn({ text: 'first' }))
    await one.interruptUnfinished(2)
    const { conversationId } = first
    await one.startTurn(turn({ conversationId, text: 'second' }))
    await one.interruptUnfinished(3)
    await imported(other, (await exported(one, 'json')).bytes)
    expect(await other.lastMessages(conversationId, 10)).toEqual(await one.lastMessages(conversationId, 10))
    await other.startTurn(turn({ conversationId, text: 'third' }))
    const texts = (await other.lastMessages(conversationId, 10)).messages.map(({ text }) => text)
    expect(texts).toEqual(['first', '', 'second', '', 'third', ''])
  })
})
