import type { ConversationId, MessageId } from '../../../../shared/contract/base.ts'
import type { Budget, DayUsage, RequestRecord } from '../../../../shared/contract/usage.ts'
import { CallError } from '../../callError.ts'
import { addToBalance, budgetOf, changeBudget, type BudgetChange } from './budget.ts'
import { callsOf } from '../calls.ts'
import type { Connection } from '../connection.ts'
import { contextEndingIn, type ContextMessage } from '../tree/contextRows.ts'
import { conversationById } from '../list/conversations.ts'
import { placeById } from '../tree/messages.ts'
import { requestsBefore, timeOfRequests, usageOf, type RequestEnd, type TimeRange } from './requests.ts'
import { finishTitle, startTitle, type TitleSubject } from './titleRequests.ts'

/** What was asked of models, what it may cost, and what the next request takes along. */
export interface UsageCalls {
  /** The time from the first request to the last; null before the first. */
  usageRange(): Promise<TimeRange | null>
  /** By day, oldest first, and model, as clocks have it that show `offset` milliseconds more than UTC. */
  usage(range: TimeRange & { readonly offset: number }): Promise<readonly DayUsage[]>
  /** The requests before a number (all of them for null), newest first. */
  requests(before: number | null, limit: number): Promise<readonly RequestRecord[]>
  budget(): Promise<Budget>
  changeBudget(change: BudgetChange): Promise<Budget>
  topUp(amount: number): Promise<Budget>
  /** The last `limit` messages that say something before an answer on its path, oldest first. */
  contextBefore(answerId: MessageId, limit: number): Promise<readonly ContextMessage[]>
  /** The same at the end of the path that is shown. */
  contextAtEnd(conversationId: ConversationId, limit: number): Promise<readonly ContextMessage[]>
  /** Records that a title is asked for after the first answer; null where none is to be asked for. */
  startTitle(answerId: MessageId, startedAt: number): Promise<TitleSubject | null>
  /** Ends that, and gives the title unless somebody has given one. Answers whether the title was changed. */
  finishTitle(answerId: MessageId, title: string | null, end: RequestEnd): Promise<boolean>
}

function parentKeyOf(db: Connection, answerId: MessageId): number {
  const { parentKey, role } = placeById(db, answerId)
  if (role !== 'assistant' || parentKey === null) throw new CallError('MESSAGE_NOT_FOUND')
  return parentKey
}

export function usageCalls(db: Connection): UsageCalls {
  const { read, write } = callsOf(db)
  const changed = (work: () => void): Promise<Budget> =>
    write(() => {
      work()
      return budgetOf(db)
    })
  return {
    usageRange: () => read(() => timeOfRequests(db)),
    usage: (range) => read(() => usageOf(db, range)),
    requests: (before, limit) => read(() => requestsBefore(db, before, limit)),
    budget: () => read(() => budgetOf(db)),
    changeBudget: (change) => changed(() => changeBudget(db, change)),
    topUp: (amount) => changed(() => addToBalance(db, amount)),
    contextBefore: (answerId, limit) => read(() => contextEndingIn(db, parentKeyOf(db, answerId), limit)),
    contextAtEnd: (id, limit) =>
      read(() => {
        const { headKey } = conversationById(db, id)
        return headKey === null ? [] : contextEndingIn(db, headKey, limit)
      }),
    startTitle: (answerId, startedAt) => write(() => startTitle(db, answerId, startedAt)),
    finishTitle: (answerId, title, end) => write(() => finishTitle(db, answerId, title, end)),
  }
}
