import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openConnection } from '../../electron/core/database/connection.ts'
import { migrate, withoutCopy } from '../../electron/core/database/migrate.ts'
import { addEditDrafts } from '../../electron/core/database/migrations/010addEditDrafts.ts'
import { profileMigrations } from '../../electron/core/database/migrations/profileMigrations.ts'
import {
  answeredTurn,
  newMessageId,
  starter,
  temporaryFolder,
  temporaryProfile,
  turn,
} from './temporaryProfile.ts'

describe('what is typed in the text box of a message', () => {
  it('is kept, replaced, forgotten, and given with its own conversation alone', async () => {
    const profile = temporaryProfile()
    const database = await profile.open()
    const first = turn()
    const { answerId, conversationId } = await answeredTurn(database, first)
    const other = await answeredTurn(database)
    await database.saveEditDraft(other.conversationId, other.answerId, 'elsewhere')
    await database.saveEditDraft(conversationId, first.messageId, 'half')
    await database.saveEditDraft(conversationId, first.messageId, '')
    await database.saveEditDraft(conversationId, answerId, 'an answer')
    const again = await profile.open()
    expect(await again.editDrafts(conversationId)).toEqual([
      { messageId: first.messageId, text: '' },
      { messageId: answerId, text: 'an answer' },
    ])
    await again.saveEditDraft(conversationId, answerId, null)
    expect(await again.editDrafts(conversationId)).toHaveLength(1)
    const refusal = { code: 'MESSAGE_NOT_FOUND' }
    await expect(again.saveEditDraft(conversationId, other.answerId, 'x')).rejects.toMatchObject(refusal)
  })

  it('is used up when it is sent or put in place, and goes and comes back with its message', async () => {
    const database = await temporaryProfile().open()
    const first = turn()
    const { answerId, conversationId } = await answeredTurn(database, first)
    const type = () => database.saveEditDraft(conversationId, first.messageId, 'typed')
    await type()
    await database.correctMessage(conversationId, first.messageId, { text: 'typed', at: 5 })
    expect(await database.editDrafts(conversationId)).toEqual([])
    await type()
    const model = { modelId: starter, modelName: 'Starter', createdAt: 6 }
    const edit = { ...model, conversationId, messageId: first.messageId, newMessageId: newMessageId() }
    await database.startEdit({ ...edit, text: 'typed' })
    expect(await database.editDrafts(conversationId)).toEqual([])
    await database.interruptUnfinished(7)
    await database.saveEditDraft(conversationId, answerId, 'typed')
    await database.deleteMessage(conversationId, answerId, 8)
    expect(await database.editDrafts(conversationId)).toEqual([])
    await database.restoreMessage(conversationId, answerId)
    expect(await database.editDrafts(conversationId)).toHaveLength(1)
    await database.deleteMessage(conversationId, answerId, 9)
    await database.deleteHidden(10)
    const gone = { code: 'MESSAGE_NOT_FOUND' }
    await expect(database.restoreMessage(conversationId, answerId)).rejects.toMatchObject(gone)
  })

  it('has its place in a database of the version before', () => {
    const db = openConnection({ file: join(temporaryFolder(), 'confab.db'), dataKey: randomBytes(32) })
    const before = profileMigrations.slice(0, profileMigrations.indexOf(addEditDrafts))
    migrate(db, before, withoutCopy)
    db.exec(`
      INSERT INTO conversations (key, id, title, created_at, updated_at, model_id) VALUES (1, 'a', 'A', 1, 9, 'local:starter');
      INSERT INTO messages (key, id, conversation_key, parent_key, time_key, depth, role, shown, state, created_at, text)
      VALUES (1, 'm1', 1, -1, 1, 0, 'user', 1, 'complete', 1, 'Question');
    `)
    const messages = db.prepare('SELECT * FROM messages').all()
    migrate(db, [...before, addEditDrafts], withoutCopy)
    expect(db.prepare('SELECT * FROM messages').all()).toEqual(messages)
    db.exec(`INSERT INTO edit_drafts VALUES (1, 'typed')`)
    expect(() => db.exec(`INSERT INTO edit_drafts VALUES (2, 'of no message')`)).toThrow('FOREIGN KEY')
    db.exec('DELETE FROM conversations')
    expect(db.prepare('SELECT * FROM edit_drafts').all()).toEqual([])
    db.close()
  })
})
