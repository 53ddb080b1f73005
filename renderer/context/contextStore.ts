import type { ConversationId, ModelId } from '../../shared/contract/base.ts'
import type { NextContext } from '../../shared/contract/context.ts'
import type { ChatSettings } from '../../shared/contract/preferences.ts'
import { call } from '../connection/call.ts'
import { createProfileStore } from '../state/profileState.ts'

/** What the core was asked for. */
export interface ContextQuestion {
  /** The place (see `conversationStore`) it was asked at. */
  readonly place: number
  /** Null where the next message starts a chat. */
  readonly conversationId: ConversationId | null
  readonly modelId: ModelId
  /** Of a new chat; null takes the profile's own. */
  readonly settings: ChatSettings | null
  readonly draftTokens: number
  /** What else the answer depends on, so that a change of it is another question. */
  readonly circumstances: string
}

interface KnownContext {
  readonly question: ContextQuestion
  readonly next: NextContext
}

interface ContextState {
  /** What the next request takes along; null until it is known. */
  readonly known: KnownContext | null
}

export const useContextStore = createProfileStore<ContextState>(() => ({ known: null }))

/** Counts the questions: only the answer to the last one counts. */
let asked = 0

/** Asks what the next request takes along. Where that cannot be told, nothing is shown. */
export async function askContext(question: ContextQuestion): Promise<void> {
  asked += 1
  const number = asked
  const { circumstances: _circumstances, place: _place, settings, ...rest } = question
  const copied = settings && { ...settings, parameters: { ...settings.parameters } }
  try {
    const next = await call((client) => client.chat.context({ ...rest, settings: copied }))
    if (number === asked) useContextStore.setState({ known: { question, next } })
  } catch {
    if (number === asked) useContextStore.setState({ known: null })
  }
}
