import { expect } from 'vitest'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import type { ConversationId } from '../../shared/contract/base.ts'
import { newMessageId, starter, turn, uncounted } from './temporaryProfile.ts'
import type { Node, Oracle } from './treeOracle.ts'
import { add, end, giveBack, isThere, path, select, size, take, writes } from './treeOracle.ts'

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
  // What is sent in a conversation that has ended starts another one: that is tested elsewhere.
  if (oracle.conversationId && oracle.endedAt !== null)
    await database.markConversation(oracle.conversationId, 'ended', null)
  oracle.endedAt = null
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
  oracle.nextRemoval += 1
  const attempt = database.deleteMessage(conversationId, node.id, oracle.nextRemoval)
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

function goesOn(oracle: Oracle, node: Node): boolean {
  const broken = node.state !== 'complete' || node.cut
  return node.role === 'assistant' && node === path(oracle).at(-1) && node.text !== '' && broken
}

/** Goes on with the last answer, or tries to go on with some other message. */
export async function goOn({ conversationId, database, node: some, oracle, text }: Given): Promise<void> {
  const node = text.length > 1 ? (path(oracle).at(-1) ?? some) : some
  const attempt = database.continueAnswer(conversationId, node.id, 5)
  const refused = goesOn(oracle, node) ? null : notFound
  if (!(await done(attempt, oracle.streaming ? running : refused))) return
  expect(await attempt).toMatchObject({ text: node.text })
  node.former = { state: node.state, text: node.text, cut: node.cut }
  Object.assign(node, { state: 'streaming', cut: false })
  writes(oracle, node)
}

/** Ends the conversation. */
export async function endChat({ conversationId, database, oracle, text }: Given): Promise<void> {
  if (oracle.endedAt !== null) return
  oracle.endedAt = text.length
  await database.markConversation(conversationId, 'ended', oracle.endedAt)
}

export interface Finish {
  readonly state: 'complete' | 'stopped' | 'failed'
  /** All of a new answer, or what is added to one that is gone on with. */
  readonly text: string
  readonly cut: boolean
  readonly tokens: number | null
}

export async function finish(
  database: ProfileDatabase,
  oracle: Oracle,
  { state, tokens, ...given }: Finish,
): Promise<void> {
  const node = oracle.streaming
  if (!node) return
  const errorCode = state === 'failed' ? 'GENERATION_FAILED' : null
  const cut = given.cut && state === 'complete'
  const text = `${node.former?.text ?? ''}${given.text}`
  const finishReason = cut ? 'length' : null
  const said = { answerId: node.id, text, state, errorCode, finishReason, outputTokens: tokens } as const
  await database.finishAnswer({ ...uncounted, ...said, finishedAt: 2 })
  end(oracle, { state, text, cut, tokens })
}
