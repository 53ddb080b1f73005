import { randomUUID } from 'node:crypto'
import {
  conversationId,
  messageId,
  type ConversationId,
  type MessageId,
} from '../../../shared/contract/base.ts'
import { firstTitle } from '../../../shared/title.ts'
import { CallError } from '../callError.ts'
import { answerText, appendChunk, deleteChunks } from './answerChunks.ts'
import type { Connection } from './connection.ts'
import {
  advanceConversation,
  conversationById,
  insertConversation,
  visibleConversationId,
} from './conversations.ts'
import { replaceDraft } from './drafts.ts'
import type { MessagePlace } from './messages.ts'
import {
  answerModel,
  appendReasoning,
  contentOf,
  endAnswer,
  finishReasonOf,
  reopenAnswer,
  findPlace,
  firstAnswerId,
  insertAnswer,
  insertMessage,
  isStreaming,
  placeById,
  placeByKey,
  placeInConversation,
  streamingKeys,
} from './messages.ts'
import type { AnswerEnd, ContinuedAnswer, NewAnswer, NewTurn, StartedTurn } from './profileDatabase.ts'

/*
 * What a turn writes, over several tables. Each function here is the body of one transaction, which the caller
 * (openProfileDatabase.ts) opens and commits.
 */

/** What was answered when this turn was first started. */
function startedBefore(db: Connection, message: MessagePlace): StartedTurn {
  const conversation = visibleConversationId(db, message.conversationKey)
  if (conversation === null) throw new CallError('CONVERSATION_NOT_FOUND')
  const answer = message.role === 'user' ? firstAnswerId(db, message.key) : undefined
  if (answer === undefined) throw new CallError('MESSAGE_NOT_FOUND')
  return { conversationId: conversation, answerId: answer, started: false }
}

function refuseWhileStreaming(db: Connection, conversationKey: number): void {
  if (isStreaming(db, conversationKey)) throw new CallError('ANSWER_RUNNING')
}

/** Where the next message of a conversation goes: a new conversation, or below the head of an existing one. */
function placeOfTurn(db: Connection, turn: NewTurn) {
  if (turn.conversationId === null) {
    const id = conversationId.parse(randomUUID())
    const key = insertConversation(db, { ...turn, id, title: firstTitle(turn.text) })
    return { id, key, parentKey: null, depth: 0 }
  }
  const { id, key, headKey } = conversationById(db, turn.conversationId)
  refuseWhileStreaming(db, key)
  const head = headKey === null ? undefined : placeByKey(db, headKey)
  return { id, key, parentKey: head?.key ?? null, depth: head ? head.depth + 1 : 0 }
}

/** Writes the person's message and an empty answer, and clears the draft. Once for a `messageId`. */
export function startTurn(db: Connection, turn: NewTurn): StartedTurn {
  const before = findPlace(db, turn.messageId)
  if (before) return startedBefore(db, before)
  const { id, key, parentKey, depth } = placeOfTurn(db, turn)
  const { text, createdAt, modelId, modelName } = turn
  const message = { id: turn.messageId, conversationKey: key, parentKey, depth, text, createdAt }
  const messageKey = insertMessage(db, message)
  const answerId = messageId.parse(randomUUID())
  const answer = { id: answerId, conversationKey: key, parentKey: messageKey, depth: depth + 1 }
  const headKey = insertAnswer(db, { ...answer, createdAt, modelId, modelName })
  advanceConversation(db, { key, headKey, modelId, createdAt })
  replaceDraft(db, turn.conversationId === null ? null : key, '')
  return { conversationId: id, answerId, started: true }
}

/** Writes an empty answer beside an existing one and shows it. Once for a `newAnswerId`. */
export function startAnswer(db: Connection, answer: NewAnswer): StartedTurn {
  const { newAnswerId, createdAt, modelId, modelName } = answer
  const { id, key } = conversationById(db, answer.conversationId)
  const { role, parentKey, depth } = placeInConversation(db, answer.answerId, key)
  if (role !== 'assistant' || parentKey === null) throw new CallError('MESSAGE_NOT_FOUND')
  const started = { conversationId: id, answerId: newAnswerId }
  const before = findPlace(db, newAnswerId)
  if (before?.parentKey === parentKey) return { ...started, started: false }
  if (before) throw new CallError('MESSAGE_NOT_FOUND')
  refuseWhileStreaming(db, key)
  const row = { id: newAnswerId, conversationKey: key, parentKey, depth, createdAt, modelId, modelName }
  advanceConversation(db, { key, headKey: insertAnswer(db, row), modelId, createdAt })
  return { ...started, started: true }
}

/**
 * Makes an answer that was cut by its longest length one that is being written again.
 * @throws CallError `MESSAGE_NOT_FOUND` when it was not, or is not the last of the shown path
 */
export function continueAnswer(
  db: Connection,
  conversation: ConversationId,
  answerId: MessageId,
): ContinuedAnswer {
  const { key, headKey } = conversationById(db, conversation)
  refuseWhileStreaming(db, key)
  const answer = placeInConversation(db, answerId, key)
  if (answer.key !== headKey || finishReasonOf(db, answer.key) !== 'length')
    throw new CallError('MESSAGE_NOT_FOUND')
  const content = contentOf(db, answer.key)
  reopenAnswer(db, answer.key)
  if (content.text !== '') appendChunk(db, answer.key, 0, content.text)
  return { ...content, modelId: answerModel(db, answer.key) }
}

/** Keeps what was added to an answer. One that has ended already stays as it is. */
export function checkpointAnswer(
  db: Connection,
  answerId: AnswerEnd['answerId'],
  offset: number,
  text: string,
): void {
  const answer = placeById(db, answerId)
  if (answer.state === 'streaming' && text !== '') appendChunk(db, answer.key, offset, text)
}

/** Keeps what was added to the reasoning before an answer. */
export function checkpointReasoning(db: Connection, answerId: MessageId, text: string): void {
  const { key } = placeById(db, answerId)
  if (text !== '') appendReasoning(db, key, text)
}

/** Ends an answer. One that has ended already stays as it is. */
export function finishAnswer(db: Connection, end: AnswerEnd): void {
  const { key, state } = placeById(db, end.answerId)
  if (state !== 'streaming') return
  const { answerId: _answerId, ...content } = end
  endAnswer(db, { ...content, key })
  deleteChunks(db, key)
}

/** Ends what a process left unfinished with the text it had kept. Answers how many answers there were. */
export function interruptUnfinished(db: Connection, finishedAt: number): number {
  const keys = streamingKeys(db)
  for (const key of keys) {
    const { reasoning } = contentOf(db, key)
    const uncounted = { finishReason: null, inputTokens: null, outputTokens: null }
    const text = answerText(db, key)
    endAnswer(db, { key, text, reasoning, state: 'interrupted', errorCode: null, finishedAt, ...uncounted })
    deleteChunks(db, key)
  }
  return keys.length
}
