import type { ConversationId, MessageId, ModelId } from '../../../shared/contract/base.ts'
import type {
  ConversationSummary,
  FinishReason,
  Message,
  MessageState,
} from '../../../shared/contract/conversations.ts'
import type { ChatSettings } from '../../../shared/contract/preferences.ts'
import type { AnswerErrorCode } from '../../../shared/errors.ts'

/* What goes into the database of a profile and comes out of it, where the contract has no word for it. */

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

export interface NewFirstAnswer extends Omit<NewAnswer, 'answerId'> {
  /** The person's message that is to be answered. */
  readonly messageId: MessageId
}

export interface NewEdit extends Omit<NewTurn, 'conversationId' | 'messageId' | 'settings'> {
  readonly conversationId: ConversationId
  /** The message of which another version is sent. */
  readonly messageId: MessageId
  readonly newMessageId: MessageId
}

export interface StartedTurn {
  readonly conversationId: ConversationId
  readonly answerId: MessageId
  /** False when a turn with this `messageId` (or `newAnswerId`) was started before: nothing was written. */
  readonly started: boolean
}

/** What a request was made of. */
export interface RequestContent {
  /** The first message that went. */
  readonly from: MessageId
  /** Tells system prompts apart; empty where none went. */
  readonly systemMark: string
}

/** How an answer ended. */
export interface AnswerOutcome {
  readonly state: Exclude<MessageState, 'streaming'>
  readonly errorCode: AnswerErrorCode | null
  /** What the provider said of that, without secrets; null where it said nothing. */
  readonly errorDetails: string | null
  readonly finishedAt: number
  readonly finishReason: FinishReason | null
  readonly inputTokens: number | null
  readonly outputTokens: number | null
}

/** How an answer stands now that it has ended. */
export interface EndedAnswer extends AnswerOutcome {
  /** It was gone on with and nothing came of that: it is what it was before. */
  readonly putBack: boolean
}

export interface AnswerEnd extends AnswerOutcome {
  readonly answerId: MessageId
  /** The whole text. */
  readonly text: string
  readonly reasoning: string
  /** What was sent, by our estimate; it counts where the provider did not. */
  readonly estimatedInputTokens?: number
  /** What was sent; null where nothing was. */
  readonly sent?: RequestContent | null
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
  readonly hasLater: boolean
}
