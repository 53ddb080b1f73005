import { randomBytes, randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openProfileDatabase } from '../../electron/core/database/openProfileDatabase.ts'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import type { NewTurn, StartedTurn } from '../../electron/core/database/records.ts'
import type { ConversationId, MessageId } from '../../shared/contract/base.ts'
import { conversationId, messageId, modelId } from '../../shared/contract/base.ts'

export const starter = modelId.parse('local:starter')
export const otherModel = modelId.parse('local:other')

export const newMessageId = (): MessageId => messageId.parse(randomUUID())
export const newConversationId = (): ConversationId => conversationId.parse(randomUUID())

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'confab-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export interface TemporaryProfile {
  readonly folder: string
  readonly file: string
  readonly dataKey: Buffer
  /** Opens the database and closes it after the test. */
  open(): Promise<ProfileDatabase>
}

export function temporaryProfile(): TemporaryProfile {
  const folder = temporaryFolder()
  const file = join(folder, 'profile', 'confab.db')
  const dataKey = randomBytes(32)
  async function open(): Promise<ProfileDatabase> {
    const database = await openProfileDatabase({ file, dataKey })
    onTestFinished(() => database.close())
    return database
  }
  return { folder: join(folder, 'profile'), file, dataKey, open }
}

/** The files of a folder with their bytes. */
export function filesOf(folder: string): Map<string, Buffer> {
  return new Map(
    readdirSync(folder)
      .toSorted()
      .map((name) => [name, readFileSync(join(folder, name))]),
  )
}

/** A copy of a database as a killed process would have left it: with its WAL, without having been closed. */
export function copyAsKilled(folder: string): string {
  const copy = temporaryFolder()
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('-shm')) cpSync(join(folder, name), join(copy, name))
  }
  return copy
}

const settings = { systemPrompt: '', parameters: {}, contextMessages: 20 }

/** What an end says besides its text and state, for tests to which it does not matter. */
export const uncounted = {
  reasoning: '',
  errorDetails: null,
  finishReason: null,
  inputTokens: null,
  outputTokens: null,
} as const

export function turn(changes: Partial<NewTurn> = {}): NewTurn {
  const base = {
    conversationId: null,
    text: 'What is a page?',
    modelId: starter,
    modelName: 'Starter',
    settings,
  }
  return { ...base, messageId: newMessageId(), createdAt: 1000, ...changes }
}

/** A turn with a complete answer. */
export async function answeredTurn(
  database: ProfileDatabase,
  changes: Partial<NewTurn> = {},
  answer = 'A page is a page.',
): Promise<StartedTurn> {
  const started = await database.startTurn(turn(changes))
  await complete(database, started.answerId, answer)
  return started
}

export async function complete(database: ProfileDatabase, answerId: MessageId, text: string): Promise<void> {
  const end = { answerId, text, state: 'complete', errorCode: null, finishedAt: 2000 } as const
  await database.finishAnswer({ ...uncounted, ...end })
}

/** The texts of the shown path. */
export async function textsOf(database: ProfileDatabase, id: ConversationId): Promise<readonly string[]> {
  return (await database.lastMessages(id, 200)).messages.map(({ text }) => text)
}
