import type { ConversationId, MessageId, ModelId } from '../../../shared/contract/base.ts'
import type { Message } from '../../../shared/contract/conversations.ts'
import type { Event } from '../../../shared/contract/events.ts'
import type { ProfileDatabase } from '../database/profileDatabase.ts'
import type { AnswerEnd } from '../database/records.ts'
import type { Logger } from '../host.ts'
import type { Provider } from '../providers/provider.ts'
import { answerRequest, type AnswerRequestOptions } from './answerRequest.ts'
import { Run } from './run.ts'
import type { Titles } from './titles.ts'

const nothing = { text: '', reasoning: '' }

export interface RunsOptions extends AnswerRequestOptions {
  readonly database: ProfileDatabase
  readonly provider: Provider
  readonly logger: Logger
  readonly publish: (event: Event) => void
  readonly now: () => number
  readonly titles: Titles
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
  /** The answer of a conversation that is being written, or null. */
  runningIn(conversationId: ConversationId): MessageId | null
  /** A message as it is now: a running answer is ahead of the disk. */
  withLiveText(message: Message): Message
  /** Nothing is being written, and all that was is on the disk. */
  isIdle(): boolean
  /** Ends all answers and settles when they are on the disk, or cannot be put there. */
  stopAll(state: 'stopped' | 'interrupted'): Promise<void>
}

export function createRuns(options: RunsOptions): Runs {
  const { publish, titles } = options
  let closing = false
  const runs = new Map<MessageId, Run>()

  const start: Runs['start'] = (conversationId, answerId, modelId, initial = nothing) => {
    let sent: Pick<AnswerEnd, 'estimatedInputTokens' | 'sent'> = {}
    async function* stream(signal: AbortSignal) {
      const asked = { conversationId, answerId, modelId, textSoFar: initial.text }
      const planned = await answerRequest(options, asked)
      sent = { estimatedInputTokens: planned.inputTokens, sent: planned.content }
      if (!signal.aborted) yield* options.provider.stream(planned.request, signal)
    }
    titles.makeWay()
    const run = new Run({ ...options, conversationId, answerId, initial, stream, sent: () => sent })
    runs.set(answerId, run)
    publish({ type: 'budget-changed' })
    void release(answerId, modelId, run)
  }

  /** Until its end is on the disk, what is shown of an answer comes from here. */
  async function release(answerId: MessageId, modelId: ModelId, run: Run): Promise<void> {
    await run.saved
    runs.delete(answerId)
    publish({ type: 'summary-changed', conversationId: run.conversationId })
    publish({ type: 'budget-changed' })
    if (run.succeeded && !closing) titles.answered(run.conversationId, answerId, modelId)
  }

  return {
    start,
    stop: (answerId) => runs.get(answerId)?.stop('stopped'),
    stopIn(conversationId) {
      for (const run of runs.values()) if (run.conversationId === conversationId) run.stop('stopped')
    },
    runningIn(conversationId) {
      const running = ([, run]: readonly [MessageId, Run]): boolean =>
        run.conversationId === conversationId && run.end === null
      return [...runs].find(running)?.[0] ?? null
    },
    withLiveText(message) {
      const run = runs.get(message.id)
      if (!run) return message
      const { text, reasoning, end } = run
      return { ...message, text, reasoning, ...end }
    },
    isIdle: () => runs.size === 0,
    async stopAll(state) {
      closing = true
      const ending = [...runs.values()]
      for (const run of ending) {
        run.stop(state)
        run.abandon()
      }
      await Promise.all(ending.map((run) => run.saved))
      await titles.close()
    },
  }
}
