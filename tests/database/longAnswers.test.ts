import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openConnection } from '../../electron/core/database/connection.ts'
import { migrate, withoutCopy } from '../../electron/core/database/migrate.ts'
import { addErrorDetails } from '../../electron/core/database/migrations/013addErrorDetails.ts'
import { profileMigrations } from '../../electron/core/database/migrations/profileMigrations.ts'
import { openProfileDatabase } from '../../electron/core/database/openProfileDatabase.ts'
import { bounds } from '../../shared/bounds.ts'
import type { ConversationId } from '../../shared/contract/base.ts'
import { wordsOf } from '../../shared/search/searchWords.ts'
import { temporaryFolder, temporaryProfile, turn, uncounted } from './temporaryProfile.ts'

const end = { ...uncounted, state: 'complete', errorCode: null, finishedAt: 2 } as const

it.each([
  ['in words', 'word '],
  ['without spaces', '人人生而自由'],
])('ends the longest answer that there may be: %s', async (_, piece) => {
  const database = await temporaryProfile().open()
  const { answerId, conversationId } = await database.startTurn(turn())
  const text = piece.repeat(bounds.answerText.max / piece.length + 1).slice(0, bounds.answerText.max)
  await database.finishAnswer({ ...end, answerId, text })
  const [message] = (await database.lastMessages(conversationId, 1)).messages
  expect(message?.state).toBe('complete')
  expect(message?.text === text).toBe(true)
})

it('keeps reasoning while it comes, moves text to it, and has both after a crash', async () => {
  const profile = temporaryProfile()
  const database = await profile.open()
  const { answerId, conversationId } = await database.startTurn(turn())
  await database.checkpointReasoning(answerId, 'One, ')
  await database.checkpointAnswer(answerId, 0, 'two, ')
  await database.checkpointAnswer(answerId, 5, 'three. ')
  await database.moveToReasoning(answerId, 2)
  await database.checkpointAnswer(answerId, 2, 'o.')
  const shown = { text: 'two.', reasoning: 'One, o, three. ' }
  expect((await database.lastMessages(conversationId, 1)).messages).toMatchObject([shown])
  const next = await profile.open()
  expect(await next.interruptUnfinished(9)).toBe(1)
  const [message] = (await next.lastMessages(conversationId, 1)).messages
  expect(message).toMatchObject({ ...shown, state: 'interrupted' })
})

it('keeps what a provider said of a failure, also where an answer is gone on with in vain', async () => {
  const database = await temporaryProfile().open()
  const { answerId, conversationId } = await database.startTurn(turn())
  const failure = { ...end, answerId, state: 'failed', errorCode: 'NO_QUOTA' } as const
  await database.finishAnswer({ ...failure, text: 'Half', errorDetails: 'HTTP 429: no' })
  await database.continueAnswer(conversationId, answerId, 3)
  const other = { ...failure, text: 'Half', errorCode: 'TIMED_OUT', errorDetails: null } as const
  expect(await database.finishAnswer(other)).toMatchObject({ putBack: true, errorDetails: 'HTTP 429: no' })
  expect((await database.lastMessages(conversationId, 1)).messages).toMatchObject([
    { errorCode: 'NO_QUOTA', errorDetails: 'HTTP 429: no' },
  ])
})

it('takes over answers of a version before, with an index of whole texts and reasoning in its column', async () => {
  const given = { file: join(temporaryFolder(), 'confab.db'), dataKey: randomBytes(32) }
  const db = openConnection(given)
  db.function('search_words', { deterministic: true }, (text: unknown) => wordsOf(String(text)).join(' '))
  const before = profileMigrations.slice(0, profileMigrations.indexOf(addErrorDetails))
  migrate(db, before, withoutCopy)
  const long = 'word '.repeat(100_000)
  db.exec(`
    INSERT INTO conversations (key, id, title, created_at, updated_at, model_id)
    VALUES (1, 'a', 'A', 1, 9, 'local:starter');
    INSERT INTO messages (key, id, conversation_key, parent_key, time_key, depth, role, shown, state, model_id,
        model_name, created_at, finished_at, text, reasoning) VALUES
      (1, 'm1', 1, -1, 1, 0, 'user', 1, 'complete', NULL, NULL, 1, NULL, '${long}', ''),
      (2, 'm2', 1, 1, 2, 1, 'assistant', 1, 'streaming', 'local:starter', 'Starter', 1, NULL, '', 'Hm. ');
    UPDATE conversations SET head_key = 2 WHERE key = 1;
    INSERT INTO answer_chunks (message_key, position, text) VALUES (2, 0, x'4100');
  `)
  db.close()

  const database = await openProfileDatabase(given)
  expect(await database.interruptUnfinished(7)).toBe(1)
  const { messages } = await database.lastMessages('a' as ConversationId, 1)
  expect(messages).toMatchObject([{ text: 'A', reasoning: 'Hm. ', errorDetails: null }])
  await database.close()
  const after = openConnection(given)
  after.exec(`INSERT INTO message_words (message_words, rank) VALUES ('integrity-check', 1)`)
  after.close()
})
