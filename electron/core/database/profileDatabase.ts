import type { ConnectionId, ConversationId, MessageId, ModelId } from '../../../shared/contract/base.ts'
import type {
  ConversationSummary,
  FinishReason,
  Message,
  MessageState,
} from '../../../shared/contract/conversations.ts'
import type { ChatSettings, Preferences } from '../../../shared/contract/preferences.ts'
import type { AnswerErrorCode } from '../../../shared/errors.ts'
import type { StoredConnection } from './connections.ts'
import type { PromptMessage } from '../../../shared/inference.ts'

/** A conversation as the database knows it; who is being answered right now is known to the runs alone. */
export type StoredConversation = Omit<ConversationSummary, 'running'>

export interface NewTurn {
  /** null starts a conversation. */
  readonly conversationId: ConversationId | null
  readonly messageId: MessageId
  readonly text: string
  readonly modelId: ModelId
  readonly modelName: string
  readonly createdAt: number
  /** How a new conversation asks its model; left aside in one that exists. */
  readonly settings: ChatSettings
}

export interface NewAnswer {
  readonly conversationId: ConversationId
  /** The answer of which another version is to be written. */
  readonly answerId: MessageId
  readonly newAnswerId: MessageId
  readonly modelId: ModelId
  readonly modelName: string
  readonly createdAt: number
}

export interface StartedTurn {
  readonly conversationId: ConversationId
  readonly answerId: MessageId
  /** False when a turn with this `messageId` (or `newAnswerId`) was started before: nothing was written. */
  readonly started: boolean
}

export interface AnswerEnd {
  readonly answerId: MessageId
  /** The whole text. */
  readonly text: string
  readonly reasoning: string
  readonly state: Exclude<MessageState, 'streaming'>
  readonly errorCode: AnswerErrorCode | null
  readonly finishedAt: number
  readonly finishReason: FinishReason | null
  readonly inputTokens: number | null
  readonly outputTokens: number | null
}

/** An answer that is gone on with: what it has so far, and who writes it. */
export interface ContinuedAnswer {
  readonly modelId: ModelId
  readonly text: string
  readonly reasoning: string
}

export interface MessagePage {
  readonly messages: readonly Message[]
  readonly hasEarlier: boolean
}

/**
 * Everything that is kept of one profile, in its encrypted database. Asynchronous and coarse, so that another
 * engine or a worker thread fits behind it. What is not found is an error of the contract, thrown as `CallError`.
 * A full disk is `CallError('DISK_FULL')`, with nothing changed.
 */
export interface ProfileDatabase {
  /** Closes the file. Nothing else may be called after it. */
  close(): Promise<void>

  /** Commits the person's message and an empty `streaming` answer, and clears the draft it was written in. */
  startTurn(turn: NewTurn): Promise<StartedTurn>
  /** Commits an empty `streaming` answer beside an existing one and shows it. */
  startAnswer(answer: NewAnswer): Promise<StartedTurn>
  /** Appends text to an answer that is being written. `offset` is the length of what was appended before. */
  checkpointAnswer(answerId: MessageId, offset: number, text: string): Promise<void>
  /** Appends to the reasoning before an answer that is being written. */
  checkpointReasoning(answerId: MessageId, text: string): Promise<void>
  /** Makes an answer that was cut by its longest length one that is being written again. */
  continueAnswer(conversationId: ConversationId, answerId: MessageId): Promise<ContinuedAnswer>
  finishAnswer(end: AnswerEnd): Promise<void>
  /** Ends all answers that a process left `streaming`, keeping their text. Answers how many there were. */
  interruptUnfinished(finishedAt: number): Promise<number>
  /** The last `limit` messages before an answer on its path, oldest first; empty messages are left out. */
  promptFor(answerId: MessageId, limit: number): Promise<readonly PromptMessage[]>

  listConversations(
    cursor: string | null,
    limit: number,
  ): Promise<{ readonly conversations: readonly StoredConversation[]; readonly nextCursor: string | null }>
  conversation(conversationId: ConversationId): Promise<StoredConversation>
  lastMessages(conversationId: ConversationId, limit: number): Promise<MessagePage>
  messagesBefore(
    conversationId: ConversationId,
    beforeMessageId: MessageId,
    limit: number,
  ): Promise<MessagePage>
  /** The conversation of a message, or null. */
  conversationOf(messageId: MessageId): Promise<ConversationId | null>
  renameConversation(conversationId: ConversationId, title: string): Promise<void>
  setConversationModel(conversationId: ConversationId, modelId: ModelId): Promise<void>
  chatSettings(conversationId: ConversationId): Promise<ChatSettings>
  setChatSettings(conversationId: ConversationId, settings: ChatSettings): Promise<void>
  /** Hides a conversation until it is restored or deleted for good. */
  hideConversation(conversationId: ConversationId, deletedAt: number): Promise<void>
  restoreConversation(conversationId: ConversationId): Promise<void>
  /** Really deletes the conversations hidden before `deletedBefore` (epoch milliseconds). Answers how many. */
  deleteHidden(deletedBefore: number): Promise<number>
  selectVersion(conversationId: ConversationId, messageId: MessageId): Promise<void>

  draft(conversationId: ConversationId | null): Promise<string>
  saveDraft(conversationId: ConversationId | null, text: string): Promise<void>

  /** Where models are asked, with keys: for the core alone. */
  connections(): Promise<readonly StoredConnection[]>
  putConnection(connection: StoredConnection): Promise<void>
  /** @throws CallError `CONNECTION_NOT_FOUND` */
  removeConnection(id: ConnectionId): Promise<void>

  preferences(): Promise<Preferences>
  updatePreferences(changes: Partial<Preferences>): Promise<Preferences>
}
