import { expect } from 'vitest'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import type { ConversationId } from '../../shared/contract/base.ts'
import { newMessageId, starter, turn, uncounted } from './temporaryProfile.ts'
import type { Node, Oracle } from './treeOracle.ts'
import { add, giveBack, isThere, path, select, size, take } from './treeOracle.ts'

/* What a random history is made of: each step is done to the database and to the oracle, refusals included. */

const running = { code: 'ANSWER_RUNNING' }
const notFound = { code: 'MESSAGE_NOT_FOUND' }
const model = { modelId: starter, modelName: 'Starter', createdAt: 1 }

/** A step at a message of a conversation. */
export interface Given {
  readonly database: ProfileDatabase
  readonly oracle: Oracle
  readonly conversationId: ConversationId
  readonly node: Node
  readonly text: string
}

/** The refusal that is due, or null. */
function refusal({ oracle, node }: Given, role?: Node['role']): typeof running | null {
  if (!isThere(node) || (role && node.role !== role)) return notFound
  return oracle.streaming ? running : null
}

/** Does a step that may be refused; answers whether it was not. */
async function done(attempt: Promise<unknown>, expected: typeof running | null): Promise<boolean> {
  if (expected) await expect(attempt).rejects.toMatchObject(expected)
  else await attempt
  return expected === null
}

function addAnswer(oracle: Oracle, parent: Node, id: Node['id']): void {
  add(oracle, { id, parent, role: 'assistant', text: '', state: 'streaming' })
}

export async function startTurn(database: ProfileDatabase, oracle: Oracle, words: string): Promise<void> {
  const parent = path(oracle).at(-1) ?? oracle.root
  const given = turn({ conversationId: oracle.conversationId, text: words })
  if (oracle.streaming) return expect(database.startTurn(given)).rejects.toMatchObject(running)
  const started = await database.startTurn(given)
  oracle.conversationId = started.conversationId
  const question = { id: given.messageId, parent, role: 'user', text: words, state: 'complete' } as const
  addAnswer(oracle, add(oracle, question), started.answerId)
}

export async function edit(given: Given): Promise<void> {
  const { conversationId, database, node, oracle, text } = given
  const newId = newMessageId()
  const attempt = database.startEdit({
    ...model,
    conversationId,
    messageId: node.id,
    newMessageId: newId,
    text,
  })
  if (!(await done(attempt, refusal(given, 'user')))) return
  const question = { id: newId, parent: node.parent, role: 'user', text, state: 'complete' } as const
  addAnswer(oracle, add(oracle, question), (await attempt).answerId)
}

export async function regenerate(given: Given): Promise<void> {
  const { conversationId, database, node, oracle } = given
  const newAnswerId = newMessageId()
  const attempt = database.startAnswer({ ...model, conversationId, answerId: node.id, newAnswerId })
  if (await done(attempt, refusal(given, 'assistant')))
    addAnswer(oracle, node.parent ?? oracle.root, newAnswerId)
}

export async function answer(given: Given): Promise<void> {
  const { conversationId, database, node, oracle } = given
  const newAnswerId = newMessageId()
  const attempt = database.startFirstAnswer({ ...model, conversationId, messageId: node.id, newAnswerId })
  if (await done(attempt, refusal(given, 'user'))) addAnswer(oracle, node, newAnswerId)
}

export async function correct({ conversationId, database, node, text }: Given): Promise<void> {
  const attempt = database.correctMessage(conversationId, node.id, { text, at: 4 })
  const streaming = node.state === 'streaming' ? running : null
  if (!(await done(attempt, isThere(node) ? streaming : notFound)) || node.text === text) return
  node.revisions.unshift(node.text)
  node.text = text
}

/** A message of which nothing else would be left takes the whole conversation along: that is tested elsewhere. */
export async function remove(given: Given): Promise<void> {
  const { conversationId, database, node, oracle } = given
  const messages = size(node)
  if (isThere(node) && messages === size(oracle.root) - 1) return
  const attempt = database.deleteMessage(conversationId, node.id, 1_000)
  if (!(await done(attempt, refusal(given)))) return
  expect(await attempt).toEqual({ messages, wholeConversation: false })
  take(oracle, node)
}

/** Only what was taken last is tried: what was taken before it may be within it. */
export async function restore({ conversationId, database, oracle }: Given): Promise<void> {
  const { taken } = oracle
  if (!taken?.parent || !isThere(taken.parent)) return
  const attempt = database.restoreMessage(conversationId, taken.id)
  if (await done(attempt, oracle.streaming ? running : null)) giveBack(oracle)
}

export async function choose({ conversationId, database, node }: Given): Promise<void> {
  const attempt = database.showMessage(conversationId, node.id)
  if (await done(attempt, isThere(node) ? null : notFound)) select(node)
}

export async function checkpoint(
  { checkpointAnswer }: ProfileDatabase,
  oracle: Oracle,
  words: string,
): Promise<void> {
  if (!oracle.streaming) return
  await checkpointAnswer(oracle.streaming.id, oracle.streaming.text.length, words)
  oracle.streaming.text += words
}

export async function finish(
  database: ProfileDatabase,
  oracle: Oracle,
  end: { state: 'complete' | 'stopped' | 'failed'; text: string },
): Promise<void> {
  const node = oracle.streaming
  if (!node) return
  const errorCode = end.state === 'failed' ? 'GENERATION_FAILED' : null
  await database.finishAnswer({ ...uncounted, answerId: node.id, ...end, errorCode, finishedAt: 2 })
  Object.assign(node, { state: end.state, text: end.text })
  oracle.streaming = null
}
