import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import type { PortableConversation, PortableMessage } from '../../electron/core/transfer/portable.ts'
import { openConnection } from '../../electron/core/database/connection.ts'
import { nextTimeKey } from '../../electron/core/database/tree/timeKeys.ts'
import type { ConversationId, FolderId, MessageId, ModelId } from '../../shared/contract/base.ts'
import { answerErrorCodes } from '../../shared/errors.ts'

const time = fc.integer({ min: 0, max: 4_000_000_000_000 })
const nullableTime = fc.option(time)
// Lone halves of surrogate pairs cannot be stored: SQLite keeps UTF-8.
const text = fc.string({ unit: 'binary', maxLength: 20 }).map((value) => value.toWellFormed())
const tokens = fc.option(fc.nat())
const modelId = fc.constantFrom(
  'local:starter',
  'openai:gpt-4o',
  'server-0a1b2c3d:a/b',
) as fc.Arbitrary<ModelId>
const states = ['complete', 'stopped', 'failed', 'interrupted'] as const

/** What a message is besides its place. */
const content = fc.record({
  parent: fc.nat(),
  isAnswer: fc.boolean(),
  isShown: fc.boolean(),
  text,
  reasoning: fc.oneof(fc.constant(''), text),
  state: fc.constantFrom(...states),
  errorCode: fc.constantFrom(...answerErrorCodes),
  modelId,
  modelName: text,
  createdAt: time,
  finishedAt: time,
  finishReason: fc.option(fc.constantFrom('stop' as const, 'length' as const)),
  inputTokens: tokens,
  outputTokens: tokens,
  correctedAt: nullableTime,
  revisions: fc.array(fc.record({ text, replacedAt: time }), { maxLength: 2 }),
})
type Content = typeof content extends fc.Arbitrary<infer Value> ? Value : never

/** Contents as a tree: each hangs on one before it, or on the beginning; an answer never on an answer. */
function treeOf(contents: readonly Content[]): PortableMessage[] {
  const messages: PortableMessage[] = []
  const shown = new Set<string | null>()
  for (const { parent, isAnswer, isShown, ...fields } of contents) {
    const above = [null, ...messages][parent % (messages.length + 1)] ?? null
    const role = isAnswer && above?.role !== 'assistant' ? 'assistant' : 'user'
    const parentId = above?.id ?? null
    const failed = role === 'assistant' && fields.state === 'failed'
    messages.push({
      ...fields,
      id: randomUUID() as MessageId,
      parentId,
      role,
      shown: isShown && !shown.has(parentId),
      errorCode: failed ? fields.errorCode : null,
      ...(role === 'user'
        ? { state: 'complete', modelId: null, modelName: null, finishedAt: null, finishReason: null }
        : {}),
    })
    if (isShown) shown.add(parentId)
  }
  return messages
}

/** A conversation of any shape that the tables take. */
export function randomConversation(folders: readonly FolderId[]): fc.Arbitrary<PortableConversation> {
  return fc
    .record({
      title: text,
      titleSource: fc.constantFrom<PortableConversation['titleSource']>('first', 'model', 'person', 'import'),
      createdAt: time,
      updatedAt: time,
      pinnedAt: nullableTime,
      folderId: fc.option(fc.constantFrom(...folders)),
      archivedAt: nullableTime,
      endedAt: nullableTime,
      modelId,
      systemPrompt: text,
      parameters: fc.constantFrom<PortableConversation['parameters']>(
        {},
        { temperature: 0.5, stop: ['"', '\u2028'] },
        { topK: 4 },
      ),
      contextMessages: fc.integer({ min: 1, max: 200 }),
      messages: fc.array(content, { maxLength: 12 }).map(treeOf),
    })
    .map((conversation) => ({ ...conversation, id: randomUUID() as ConversationId }))
}

interface File {
  readonly file: string
  readonly dataKey: Buffer
}

/** Writes rows past the application, as some version of it would have. */
export function writeRows(
  { dataKey, file }: File,
  folders: readonly FolderId[],
  conversations: readonly PortableConversation[],
): void {
  const db = openConnection({ file, dataKey })
  const addFolder = db.prepare(
    'INSERT INTO folders (id, name, created_at, parent_key) VALUES (?, ?, ?, (SELECT key FROM folders WHERE id = ?))',
  )
  folders.forEach((id, index) => addFolder.run(id, `Folder "${index}"`, index, index > 0 ? folders[0] : null))
  const addConversation = db.prepare(`
    INSERT INTO conversations (
      id, title, title_source, created_at, updated_at, model_id, system_prompt, parameters, context_messages,
      pinned_at, archived_at, ended_at, folder_key
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT key FROM folders WHERE id = ?))`)
  const addMessage = db.prepare(`
    INSERT INTO messages (
      id, conversation_key, parent_key, depth, time_key, role, shown, state, error_code, model_id, model_name, created_at,
      finished_at, corrected_at, finish_reason, input_tokens, output_tokens, reasoning, text
    ) SELECT ?, conversation_key, key, depth + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM messages WHERE key = ?`)
  const addRevision = db.prepare(
    'INSERT INTO message_revisions (message_key, replaced_at, text) VALUES (?, ?, ?)',
  )
  for (const c of conversations) {
    const head = [c.id, c.title, c.titleSource, c.createdAt, c.updatedAt, c.modelId, c.systemPrompt] as const
    const asked = [JSON.stringify(c.parameters), c.contextMessages] as const
    const { lastInsertRowid } = addConversation.run(
      ...head,
      ...asked,
      c.pinnedAt,
      c.archivedAt,
      c.endedAt,
      c.folderId,
    )
    const keys = new Map<MessageId | null, number>([[null, -Number(lastInsertRowid)]])
    for (const m of c.messages) {
      const place = [
        m.id,
        nextTimeKey(db, m.createdAt),
        m.role,
        m.shown ? 1 : 0,
        m.state,
        m.errorCode,
      ] as const
      const times = [m.createdAt, m.finishedAt, m.correctedAt, m.finishReason] as const
      const rest = [m.inputTokens, m.outputTokens, m.reasoning, m.text, keys.get(m.parentId)] as const
      const key = Number(addMessage.run(...place, m.modelId, m.modelName, ...times, ...rest).lastInsertRowid)
      keys.set(m.id, key)
      for (const { replacedAt, text: former } of m.revisions) addRevision.run(key, replacedAt, former)
    }
  }
  db.close()
}
