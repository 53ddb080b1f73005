import { expect, it } from 'vitest'
import { openConnection } from '../../electron/core/database/connection.ts'
import { migrate } from '../../electron/core/database/migrate.ts'
import { profileMigrations } from '../../electron/core/database/migrations/profileMigrations.ts'
import { openProfileDatabase } from '../../electron/core/database/openProfileDatabase.ts'
import { ImportRun } from '../../electron/core/transfer/importRun.ts'
import { portableConversation } from '../../electron/core/transfer/portable.ts'
import { temporaryFolder, temporaryProfile } from '../database/temporaryProfile.ts'
import { simpleChatGptChat } from './exportSamples.ts'
import { forkTransfer } from './inProcess.ts'

it('migration 6 keeps what is there, and its table goes with its conversation', () => {
  const db = openConnection({ file: `${temporaryFolder()}/confab.db` })
  migrate(db, profileMigrations.slice(0, 5), () => undefined)
  db.exec(
    `INSERT INTO conversations (key, id, title, created_at, updated_at, model_id) VALUES (1, 'c', 't', 1, 1, 'm')`,
  )
  migrate(db, profileMigrations.slice(0, 6), () => undefined)
  expect(db.prepare('SELECT id FROM conversations').pluck().all()).toEqual(['c'])
  db.exec('INSERT INTO unfinished_imports VALUES (1)')
  expect(() => db.exec('INSERT INTO unfinished_imports VALUES (2)')).toThrow('FOREIGN KEY')
  db.exec('DELETE FROM conversations')
  expect(db.prepare('SELECT count(*) FROM unfinished_imports').pluck().get()).toBe(0)
  db.close()
})

it('a chat that was begun and not ended is hidden, and gone when it is asked to be', async () => {
  const profile = temporaryProfile()
  const database = await openProfileDatabase(profile)
  const parsed = portableConversation.parse({
    id: '0b9a3b1e-7c1c-4a57-9e0a-000000000001',
    title: 't',
    titleSource: 'import',
    createdAt: 1,
    updatedAt: 1,
    pinnedAt: null,
    folderId: null,
    archivedAt: null,
    endedAt: null,
    modelId: 'local:starter',
    systemPrompt: '',
    parameters: {},
    contextMessages: 20,
    messages: [],
  })
  const { messages: _messages, ...head } = parsed
  await database.beginImport(head)
  // Neither the watch for deleted chats nor an opening takes it for one of those.
  expect(await database.deleteHidden(Date.now() + 1e9)).toBe(0)
  expect(await database.exportedChats()).toEqual([])
  await expect(database.conversation(head.id)).rejects.toMatchObject({
    code: 'CONVERSATION_NOT_FOUND',
  })
  await database.close()
  const again = await openProfileDatabase(profile)
  expect(await again.removeUnfinishedImports()).toBe(1)
  expect(await again.removeUnfinishedImports()).toBe(0)
  await again.close()
})

it('the search index is merged as usual again after an import, one that was cancelled, and one that was killed', async () => {
  const profile = temporaryProfile()
  const parts = () => {
    const db = openConnection(profile)
    const sql = `SELECT v FROM message_words_config WHERE k = 'automerge'`
    const found = db.prepare(sql).pluck().get() ?? 4
    db.close()
    return found
  }
  const database = await openProfileDatabase(profile)
  // More than a transaction takes: it begins before the end of the file.
  const chats = Array.from({ length: 300 }, (_, index) => simpleChatGptChat(`T${index}`, 'a', 'b'))
  const bytes = Buffer.from(JSON.stringify(chats))
  for (const end of ['finish', 'cancel'] as const) {
    const run = new ImportRun(database, forkTransfer)
    await run.append(bytes)
    expect(parts()).toBe(16)
    await run[end]()
    expect(parts()).toBe(4)
  }
  await new ImportRun(database, forkTransfer).append(bytes)
  await database.close()
  const again = await openProfileDatabase(profile)
  await again.removeUnfinishedImports()
  expect(parts()).toBe(4)
  await again.close()
})
