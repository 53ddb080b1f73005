import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { describe, expect, it, onTestFinished } from 'vitest'
import { profileMigrations } from '../../electron/core/database/migrations/profileMigrations.ts'
import { openDatabase } from '../../electron/core/database/openDatabase.ts'
import { profileDatabaseOf } from '../../electron/core/database/openProfileDatabase.ts'
import { answeredTurn, complete, temporaryFolder, textsOf, turn } from './temporaryProfile.ts'

const full = { code: 'DISK_FULL', name: 'CallError' }
const long = 'x'.repeat(100_000)

/** A database whose file cannot grow any more once `fill` was called: SQLite then acts as on a full disk. */
function limitedDatabase() {
  const options = { file: join(temporaryFolder(), 'confab.db'), dataKey: randomBytes(32) }
  const db = openDatabase(options, profileMigrations)
  onTestFinished(() => void db.close())
  const setLimit = (pages: number) => db.pragma(`max_page_count = ${pages}`)
  return { database: profileDatabaseOf(db), fill: () => setLimit(1), free: () => setLimit(100_000) }
}

describe('a full disk', () => {
  it('refuses a turn whole: no message without its answer, and the draft is still there', async () => {
    const { database, fill, free } = limitedDatabase()
    const { conversationId } = await answeredTurn(database)
    await database.saveDraft(conversationId, 'typed')
    const before = await database.lastMessages(conversationId, 10)
    const given = turn({ conversationId, text: long })
    fill()
    await expect(database.startTurn(given)).rejects.toMatchObject(full)
    await expect(database.startTurn({ ...given, conversationId: null })).rejects.toMatchObject(full)
    expect(await database.lastMessages(conversationId, 10)).toEqual(before)
    expect(await database.draft(conversationId)).toBe('typed')
    expect((await database.listConversations({ kind: 'recent' }, null, 10)).conversations).toHaveLength(1)
    free()
    expect((await database.startTurn(given)).started).toBe(true)
  })

  it('refuses a checkpoint and an end, keeps what was kept, and takes the end once there is room', async () => {
    const { database, fill, free } = limitedDatabase()
    const { conversationId, answerId } = await database.startTurn(turn())
    await database.checkpointAnswer(answerId, 0, 'so far')
    fill()
    await expect(database.checkpointAnswer(answerId, 6, long)).rejects.toMatchObject(full)
    await expect(complete(database, answerId, long)).rejects.toMatchObject(full)
    await expect(database.saveDraft(null, long)).rejects.toMatchObject(full)
    expect((await textsOf(database, conversationId))[1]).toBe('so far')
    free()
    await database.checkpointAnswer(answerId, 6, '!')
    await complete(database, answerId, long)
    expect((await textsOf(database, conversationId))[1]).toBe(long)
  })
})
