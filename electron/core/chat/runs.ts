import type { ConversationId, MessageId, ModelId } from '../../../shared/contract/base.ts'
import type { Message } from '../../../shared/contract/conversations.ts'
import type { Event } from '../../../shared/contract/events.ts'
import type { ProfileDatabase } from '../database/profileDatabase.ts'
import type { Logger } from '../host.ts'
import type { Provider } from '../providers/provider.ts'
import { Run } from './run.ts'

/** How many messages before an answer its model is sent: the last ones. */
const contextMessages = 20
const nothing = { text: '', reasoning: '' }

export interface RunsOptions {
  readonly database: ProfileDatabase
  readonly provider: Provider
  readonly logger: Logger
  readonly publish: (event: Event) => void
  readonly now: () => number
}

/** The answers of one profile that are being written. They belong to no window: closing one changes nothing here. */
export interface Runs {
  /** The answer's message is on the disk already and `streaming`: empty, or with what it is gone on from. */
  start(
    conversationId: ConversationId,
    answerId: MessageId,
    modelId: ModelId,
    initial?: { readonly text: string; readonly reasoning: string },
  ): void
  stop(answerId: MessageId): void
  /** Stops whatever is being written in a conversation. */
  stopIn(conversationId: ConversationId): void
  /** An answer of this conversation is being written. */
  isRunning(conversationId: ConversationId): boolean
  /** A message as it is now: a running answer is ahead of the disk. */
  withLiveText(message: Message): Message
  /** Nothing is being written, and all that was is on the disk. */
  isIdle(): boolean
  /** Ends all answers and settles when they are on the disk, or cannot be put there. */
  stopAll(state: 'stopped' | 'interrupted'): Promise<void>
}

export function createRuns(options: RunsOptions): Runs {
  const { database, publish } = options
  const runs = new Map<MessageId, Run>()

  const start: Runs['start'] = (conversationId, answerId, modelId, initial = nothing) => {
    async function* stream(signal: AbortSignal) {
      const before = await database.promptFor(answerId, contextMessages)
      const messages =
        initial.text === '' ? before : [...before, { role: 'assistant' as const, text: initial.text }]
      const settings = await database.chatSettings(conversationId)
      if (!signal.aborted) yield* options.provider.stream({ modelId, messages, ...settings }, signal)
    }
    const run = new Run({ ...options, conversationId, answerId, initial, stream })
    runs.set(answerId, run)
    void release(answerId, run)
  }

  /** Until its end is on the disk, what is shown of an answer comes from here. */
  async function release(answerId: MessageId, run: Run): Promise<void> {
    await run.saved
    runs.delete(answerId)
    publish({ type: 'conversations-changed' })
  }

  return {
    start,
    stop: (answerId) => runs.get(answerId)?.stop('stopped'),
    stopIn(conversationId) {
      for (const run of runs.values()) if (run.conversationId === conversationId) run.stop('stopped')
    },
    isRunning: (conversationId) =>
      [...runs.values()].some((run) => run.conversationId === conversationId && run.end === null),
    withLiveText(message) {
      const run = runs.get(message.id)
      if (!run) return message
      const { text, reasoning, end } = run
      return { ...message, text, reasoning, ...end }
    },
    isIdle: () => runs.size === 0,
    async stopAll(state) {
      const ending = [...runs.values()]
      for (const run of ending) {
        run.stop(state)
        run.abandon()
      }
      await Promise.all(ending.map((run) => run.saved))
    },
  }
}
