import type { ConversationId, MessageId } from '../../../../shared/contract/base.ts'
import { callsOf } from '../calls.ts'
import type { Connection } from '../connection.ts'
import type {
  AnswerEnd,
  ContinuedAnswer,
  EndedAnswer,
  NewAnswer,
  NewEdit,
  NewFirstAnswer,
  NewTurn,
  StartedTurn,
} from '../records.ts'
import * as answerEnds from './answerEnds.ts'
import * as turns from './turns.ts'

/**
 * Turns: what a person sends and how it is answered. A new answer in a conversation that has ended reopens it; a new
 * message at its end starts another one instead.
 */
export interface TurnCalls {
  /** Commits the person's message and an empty `streaming` answer, and clears the draft it was written in. */
  startTurn(turn: NewTurn): Promise<StartedTurn>
  /** Commits another version of a person's message beside it, and an empty `streaming` answer. */
  startEdit(edit: NewEdit): Promise<StartedTurn>
  /** Commits an empty `streaming` answer beside an existing one and shows it. */
  startAnswer(answer: NewAnswer): Promise<StartedTurn>
  /** Commits an empty `streaming` answer to a person's message and shows it. */
  startFirstAnswer(answer: NewFirstAnswer): Promise<StartedTurn>
  /** Appends text to an answer that is being written. `offset` is the length of what was appended before. */
  checkpointAnswer(answerId: MessageId, offset: number, text: string): Promise<void>
  /** Appends to the reasoning before an answer that is being written. */
  checkpointReasoning(answerId: MessageId, text: string): Promise<void>
  /** What is kept of the text of an answer from `offset` on was reasoning. */
  moveToReasoning(answerId: MessageId, offset: number): Promise<void>
  /** Makes an answer that was cut, by its longest length or in the middle, one that is being written again. */
  continueAnswer(
    conversationId: ConversationId,
    answerId: MessageId,
    startedAt: number,
  ): Promise<ContinuedAnswer>
  /**
   * Ends an answer. Where it was gone on with, its tokens are added to those it had; where no text came of that, it
   * is what it was before.
   */
  finishAnswer(end: AnswerEnd): Promise<EndedAnswer>
  /** Ends all answers that a process left `streaming`, keeping their text. Answers how many there were. */
  interruptUnfinished(finishedAt: number): Promise<number>
}

export function turnCalls(db: Connection): TurnCalls {
  const { write } = callsOf(db)
  return {
    startTurn: (turn) => write(() => turns.startTurn(db, turn)),
    startEdit: (edit) => write(() => turns.startEdit(db, edit)),
    startAnswer: (answer) => write(() => turns.startAnswer(db, answer)),
    startFirstAnswer: (answer) => write(() => turns.startFirstAnswer(db, answer)),
    checkpointAnswer: (id, offset, text) => write(() => answerEnds.checkpointAnswer(db, id, offset, text)),
    checkpointReasoning: (id, text) => write(() => answerEnds.checkpointReasoning(db, id, text)),
    moveToReasoning: (id, offset) => write(() => answerEnds.moveToReasoning(db, id, offset)),
    continueAnswer: (conversation, answerId, startedAt) =>
      write(() => turns.continueAnswer(db, conversation, answerId, startedAt)),
    finishAnswer: (end) => write(() => answerEnds.finishAnswer(db, end)),
    interruptUnfinished: (finishedAt) => write(() => answerEnds.interruptUnfinished(db, finishedAt)),
  }
}
