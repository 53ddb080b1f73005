import {
  conversationId,
  messageId,
  type ConversationId,
  type MessageId,
} from '../../../../shared/contract/base.ts'
import { newId } from '../../../../shared/newId.ts'
import { firstTitle } from '../../../../shared/title.ts'
import { CallError } from '../../callError.ts'
import { appendChunk } from './answerChunks.ts'
import { requestAnswer } from '../usage/answerRequests.ts'
import type { Connection } from '../connection.ts'
import {
  advanceConversation,
  conversationById,
  insertConversation,
  setMark,
  visibleConversationId,
  type ConversationRow,
} from '../list/conversations.ts'
import { replaceDraft } from '../drafts.ts'
import { canGoOn, keepFormer, outcomeOf } from './continuations.ts'
import { replaceEditDraft } from './editDrafts.ts'
import type { MessagePlace } from './messages.ts'
import {
  answerModel,
  contentOf,
  reopenAnswer,
  findPlace,
  firstAnswerId,
  insertAnswer,
  insertMessage,
  isStreaming,
  placeByKey,
  placeInConversation,
  rootKeyOf,
} from './messages.ts'
import { showPathTo } from './paths.ts'
import type { ContinuedAnswer, NewAnswer, NewEdit, NewFirstAnswer, NewTurn, StartedTurn } from '../records.ts'

/*
 * What a turn writes, over several tables. Each function here is the body of one transaction, which the caller
 * (openProfileDatabase.ts) opens and commits.
 */

type Model = Pick<NewTurn, 'modelId' | 'modelName' | 'createdAt'>

/** Where a message is put: below another one, or below the root. */
interface Place {
  readonly conversationKey: number
  readonly parentKey: number
  readonly depth: number
}

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

/** An answer is going to be written: a chat that has ended goes on with that. */
function reopen(db: Connection, { endedAt, key }: ConversationRow): void {
  if (endedAt !== null) setMark(db, key, 'ended', null)
}

/** Puts an empty answer below a message of the shown path; its model is the conversation's from now on. */
function putAnswer(db: Connection, id: MessageId, place: Place, model: Model): void {
  const { modelId, modelName, createdAt } = model
  const headKey = insertAnswer(db, { id, ...place, modelId, modelName, createdAt })
  requestAnswer(db, { id, modelId, modelName, startedAt: createdAt, textFrom: 0 })
  advanceConversation(db, { key: place.conversationKey, headKey, modelId, createdAt })
}

/** Puts a person's message and an empty answer below a place of the shown path. Answers with the answer's id. */
function putTurn(
  db: Connection,
  message: { readonly id: MessageId; readonly text: string },
  place: Place,
  model: Model,
): MessageId {
  refuseWhileStreaming(db, place.conversationKey)
  const parentKey = insertMessage(db, { ...message, ...place, createdAt: model.createdAt })
  const answerId = messageId.parse(newId())
  putAnswer(db, answerId, { ...place, parentKey, depth: place.depth + 1 }, model)
  return answerId
}

function newConversation(db: Connection, turn: NewTurn): ConversationRow {
  const id = conversationId.parse(newId())
  insertConversation(db, { ...turn, id, title: firstTitle(turn.text), titleSource: 'first' })
  return conversationById(db, id)
}

/** The conversation that a turn goes to: a new one where none is named and where the one that is has ended. */
function conversationOfTurn(db: Connection, turn: NewTurn): ConversationRow {
  if (turn.conversationId === null) return newConversation(db, turn)
  const named = conversationById(db, turn.conversationId)
  if (named.endedAt === null) return named
  replaceDraft(db, named.key, '')
  return newConversation(db, turn)
}

/** Where the next message of a conversation goes: below its head. */
function placeAtEnd(db: Connection, { key, headKey }: ConversationRow): Place {
  const head = headKey === null ? undefined : placeByKey(db, headKey)
  return { conversationKey: key, parentKey: head?.key ?? rootKeyOf(key), depth: head ? head.depth + 1 : 0 }
}

/** Writes the person's message and an empty answer, and clears the draft. Once for a `messageId`. */
export function startTurn(db: Connection, turn: NewTurn): StartedTurn {
  const before = findPlace(db, turn.messageId)
  if (before) return startedBefore(db, before)
  const conversation = conversationOfTurn(db, turn)
  const message = { id: turn.messageId, text: turn.text }
  const answerId = putTurn(db, message, placeAtEnd(db, conversation), turn)
  replaceDraft(db, turn.conversationId === null ? null : conversation.key, '')
  return { conversationId: conversation.id, answerId, started: true }
}

/** Writes another version of a person's message beside it, and an empty answer. Once for a `newMessageId`. */
export function startEdit(db: Connection, edit: NewEdit): StartedTurn {
  const conversation = conversationById(db, edit.conversationId)
  const { id, key } = conversation
  const before = findPlace(db, edit.newMessageId)
  if (before) return startedBefore(db, before)
  const { key: editedKey, role, parentKey, depth } = placeInConversation(db, edit.messageId, key)
  if (role !== 'user' || parentKey === null) throw new CallError('MESSAGE_NOT_FOUND')
  showPathTo(db, parentKey)
  const message = { id: edit.newMessageId, text: edit.text }
  const answerId = putTurn(db, message, { conversationKey: key, parentKey, depth }, edit)
  reopen(db, conversation)
  replaceEditDraft(db, editedKey, null)
  return { conversationId: id, answerId, started: true }
}

/** Writes an empty answer below a person's message, and shows it. Once for an `answer.newAnswerId`. */
function answerBelow(
  db: Connection,
  conversation: ConversationRow,
  question: MessagePlace | undefined,
  answer: Model & { readonly newAnswerId: MessageId },
): StartedTurn {
  if (question?.role !== 'user') throw new CallError('MESSAGE_NOT_FOUND')
  const started = { conversationId: conversation.id, answerId: answer.newAnswerId }
  const before = findPlace(db, answer.newAnswerId)
  if (before?.parentKey === question.key) return { ...started, started: false }
  if (before) throw new CallError('MESSAGE_NOT_FOUND')
  refuseWhileStreaming(db, conversation.key)
  showPathTo(db, question.key)
  const place = { conversationKey: conversation.key, parentKey: question.key, depth: question.depth + 1 }
  putAnswer(db, answer.newAnswerId, place, answer)
  reopen(db, conversation)
  return { ...started, started: true }
}

/** Writes an empty answer beside an existing one and shows it. Once for a `newAnswerId`. */
export function startAnswer(db: Connection, answer: NewAnswer): StartedTurn {
  const conversation = conversationById(db, answer.conversationId)
  const { role, parentKey } = placeInConversation(db, answer.answerId, conversation.key)
  if (role !== 'assistant' || parentKey === null) throw new CallError('MESSAGE_NOT_FOUND')
  return answerBelow(db, conversation, placeByKey(db, parentKey), answer)
}

/** Writes an empty answer to a person's message that has none, or another one. Once for a `newAnswerId`. */
export function startFirstAnswer(db: Connection, answer: NewFirstAnswer): StartedTurn {
  const conversation = conversationById(db, answer.conversationId)
  const question = placeInConversation(db, answer.messageId, conversation.key)
  return answerBelow(db, conversation, question, answer)
}

/**
 * Makes an answer that was cut, by its longest length or in the middle, one that is being written again.
 * @throws CallError `MESSAGE_NOT_FOUND` when it was not, or is not the last of the shown path
 */
export function continueAnswer(
  db: Connection,
  conversation: ConversationId,
  answerId: MessageId,
  startedAt: number,
): ContinuedAnswer {
  const row = conversationById(db, conversation)
  const { key, headKey } = row
  refuseWhileStreaming(db, key)
  const answer = placeInConversation(db, answerId, key)
  const outcome = outcomeOf(db, answer.key)
  const content = contentOf(db, answer.key)
  if (answer.key !== headKey || !outcome || !canGoOn(outcome, content.text))
    throw new CallError('MESSAGE_NOT_FOUND')
  keepFormer(db, answer.key, content.text.length)
  reopenAnswer(db, answer.key)
  reopen(db, row)
  appendChunk(db, 'answer_chunks', answer.key, { position: 0, text: content.text })
  const model = answerModel(db, answer.key)
  requestAnswer(db, { id: answerId, ...model, startedAt, textFrom: content.text.length })
  return { ...content, modelId: model.modelId }
}
