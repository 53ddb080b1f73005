import type { ConversationId, MessageId, ModelId } from '../../../shared/contract/base.ts'
import type { Event } from '../../../shared/contract/events.ts'
import { providerKindOf } from '../../../shared/parameters.ts'
import type { ProfileDatabase } from '../database/profileDatabase.ts'
import type { Logger } from '../host.ts'
import type { Provider } from '../providers/provider.ts'
import { askForTitle, failedTitle, titleRequest } from './titleAnswer.ts'
import { titleIn } from './titleText.ts'

/** How long a title may take, in milliseconds. */
const patience = 60_000

export interface TitlesOptions {
  readonly database: ProfileDatabase
  readonly provider: Provider
  readonly logger: Logger
  readonly publish: (event: Event) => void
  readonly now: () => number
  /** Whether a model can name a chat, and the profile wants it to. */
  readonly mayAsk: (modelId: ModelId) => Promise<boolean>
}

/** Short titles, written by the models of the chats after their first answers. What goes wrong is only logged. */
export interface Titles {
  /** An answer is complete. */
  answered(conversationId: ConversationId, answerId: MessageId, modelId: ModelId): void
  /** A person is about to ask: a model on this machine has no time for titles. */
  makeWay(): void
  /** Ends what is under way and settles when that is recorded. */
  close(): Promise<void>
}

interface Answered {
  readonly conversationId: ConversationId
  readonly answerId: MessageId
  readonly modelId: ModelId
}

export function createTitles({ database, logger, mayAsk, now, provider, publish }: TitlesOptions): Titles {
  const underWay = new Map<AbortController, { readonly isLocal: boolean; readonly done: Promise<void> }>()

  function report(error: unknown): void {
    logger.error('a chat was given no title', error)
  }

  async function name({ answerId, conversationId, modelId }: Answered, signal: AbortSignal): Promise<void> {
    if (!(await mayAsk(modelId)) || signal.aborted) return
    const subject = await database.startTitle(answerId, now())
    if (!subject) return
    const answer = await askForTitle(provider, titleRequest(modelId, subject), signal).catch(
      (error: unknown) => {
        report(error)
        return failedTitle
      },
    )
    const { text, ...end } = answer
    const title = end.state === 'complete' ? titleIn(text) : null
    const changed = await database.finishTitle(answerId, title, { ...end, finishedAt: now() })
    publish({ type: 'budget-changed' })
    if (!changed) return
    publish({ type: 'conversation-changed', conversationId })
    publish({ type: 'summary-changed', conversationId })
  }

  return {
    answered(conversationId, answerId, modelId) {
      const controller = new AbortController()
      const signal = AbortSignal.any([controller.signal, AbortSignal.timeout(patience)])
      const done = name({ conversationId, answerId, modelId }, signal)
        .catch(report)
        .finally(() => underWay.delete(controller))
      underWay.set(controller, { isLocal: providerKindOf(modelId) === 'local', done })
    },
    makeWay() {
      for (const [controller, { isLocal }] of underWay) if (isLocal) controller.abort()
    },
    async close() {
      const ending = [...underWay]
      for (const [controller] of ending) controller.abort()
      await Promise.all(ending.map(([, { done }]) => done))
    },
  }
}
