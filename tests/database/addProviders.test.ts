import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openConnection } from '../../electron/core/database/connection.ts'
import { migrate, withoutCopy } from '../../electron/core/database/migrate.ts'
import { createConversations } from '../../electron/core/database/migrations/001createConversations.ts'
import { profileMigrations } from '../../electron/core/database/migrations/profileMigrations.ts'
import { profileDatabaseOf } from '../../electron/core/database/openProfileDatabase.ts'
import type { ConversationId } from '../../shared/contract/base.ts'
import { temporaryFolder } from '../support/folders.ts'

const conversationId = '00000000-0000-4000-8000-00000000000a' as ConversationId

it('keeps every message and chat of the first version, with nothing known of what is new', async () => {
  const { folder, remove } = temporaryFolder()
  const db = openConnection({ file: join(folder, 'confab.db'), dataKey: randomBytes(32) })
  migrate(db, [createConversations], withoutCopy)
  db.exec(`
    INSERT INTO conversations (key, id, title, created_at, updated_at, model_id)
      VALUES (1, '${conversationId}', 'Pages', 1, 2, 'local:starter');
    INSERT INTO messages (key, id, conversation_key, parent_key, depth, role, shown, state, created_at, text)
      VALUES (1, '00000000-0000-4000-8000-000000000001', 1, NULL, 0, 'user', 1, 'complete', 1, 'What is a page?');
    INSERT INTO messages (key, id, conversation_key, parent_key, depth, role, shown, state, model_id, model_name,
        created_at, finished_at, text)
      VALUES (2, '00000000-0000-4000-8000-000000000002', 1, 1, 1, 'assistant', 1, 'complete', 'local:starter',
        'Starter', 1, 2, 'A page.');
    UPDATE conversations SET head_key = 2 WHERE key = 1;
  `)
  migrate(db, profileMigrations, withoutCopy)
  const database = profileDatabaseOf(db)
  const { messages } = await database.lastMessages(conversationId, 10)
  expect(messages.map(({ text }) => text)).toEqual(['What is a page?', 'A page.'])
  expect(messages[1]).toMatchObject({
    reasoning: '',
    finishReason: null,
    inputTokens: null,
    outputTokens: null,
  })
  expect(await database.chatSettings(conversationId)).toEqual({
    systemPrompt: '',
    parameters: {},
    contextMessages: 20,
  })
  expect(await database.connections()).toEqual([])
  await database.close()
  remove()
})
