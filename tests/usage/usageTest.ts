import type { AnswerEnd, NewTurn } from '../../electron/core/database/records.ts'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import type { BudgetChange } from '../../electron/core/database/usage/budget.ts'
import type { MessageId } from '../../shared/contract/base.ts'
import { modelId } from '../../shared/contract/base.ts'
import { turn, uncounted } from '../database/temporaryProfile.ts'

export const remoteModel = modelId.parse('openai:fake-small')

/** A turn that asks a model over the network. */
export function remoteTurn(changes: Partial<NewTurn> = {}): NewTurn {
  return turn({ modelId: remoteModel, modelName: 'fake-small', ...changes })
}

/** A budget of so much, by requests unless said otherwise. */
export async function setBudget(
  database: ProfileDatabase,
  balance: number,
  change: BudgetChange = {},
): Promise<void> {
  await database.changeBudget({ enabled: true, ...change })
  const { balance: before } = await database.budget()
  if (balance > before) await database.topUp(balance - before)
  else await spendDownTo(database, balance)
}

/** The preset can only be spent: one answer takes what is too much. */
async function spendDownTo(database: ProfileDatabase, balance: number): Promise<void> {
  const { balance: before, costPerRequest } = await database.budget()
  if (before === balance) return
  await database.changeBudget({ costPerRequest: before - balance })
  const { answerId } = await database.startTurn(remoteTurn())
  await end(database, answerId, { inputTokens: before - balance, outputTokens: 0 })
  await database.changeBudget({ costPerRequest })
}

/** Ends an answer, well unless said otherwise. */
export async function end(
  database: ProfileDatabase,
  answerId: MessageId,
  changes: Partial<AnswerEnd> = {},
): Promise<void> {
  const usual = { text: 'An answer.', state: 'complete', errorCode: null, finishedAt: 3_000 } as const
  await database.finishAnswer({ ...uncounted, answerId, ...usual, ...changes })
}

export async function balanceOf(database: ProfileDatabase): Promise<number> {
  return (await database.budget()).balance
}
