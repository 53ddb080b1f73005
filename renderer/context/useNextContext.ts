import { useEffect, useMemo } from 'react'
import type { ModelId } from '../../shared/contract/base.ts'
import type { NextContext } from '../../shared/contract/context.ts'
import type { Message } from '../../shared/contract/conversations.ts'
import { estimateTokens } from '../../shared/tokenEstimate.ts'
import { useNewChatSettings } from '../chatSettings/newChatSettings.ts'
import { useConversation } from '../conversation/conversationStore.ts'
import { usePreferences } from '../preferences/preferencesStore.ts'
import { askContext, useContextStore, type ContextQuestion } from './contextStore.ts'

/** The core is asked when nothing has changed for so long, in milliseconds. */
const askAfter = 250
/** It is told of a draft in steps of so many tokens; what is between them is counted here. */
const draftStep = 64

/** Changes when other messages, or other texts of them, stand on the path; not with each word that is written. */
function pathMark(messages: readonly Message[] | undefined): string {
  if (!messages) return ''
  const last = messages.at(-1)
  const corrected = messages.reduce((latest, message) => Math.max(latest, message.correctedAt ?? 0), 0)
  return `${messages.length} ${last?.id} ${last?.state} ${corrected}`
}

/** What changes the answer besides the model and the draft, as one text. */
function useCircumstances(): string {
  const path = useConversation((state) => pathMark(state.open?.messages))
  const settings = useConversation((state) => state.open?.settings)
  const preferences = usePreferences((state) => state.preferences)
  return useMemo(() => {
    const { contextMessages, parameters, systemPrompt } = preferences ?? {}
    return JSON.stringify([path, settings, contextMessages, parameters, systemPrompt])
  }, [path, preferences, settings])
}

function useQuestion(modelId: ModelId | null, draftTokens: number): ContextQuestion | null {
  const place = useConversation((state) => state.place)
  const currentId = useConversation((state) => state.currentId)
  const ended = useConversation((state) => (state.open?.conversation.endedAt ?? null) !== null)
  const chosen = useNewChatSettings((state) => (state.chosen?.place === place ? state.chosen.settings : null))
  const circumstances = useCircumstances()
  return useMemo(() => {
    if (modelId === null) return null
    const conversationId = ended ? null : currentId
    const settings = currentId === null ? chosen : null
    return { place, conversationId, modelId, settings, draftTokens, circumstances }
  }, [chosen, circumstances, currentId, draftTokens, ended, modelId, place])
}

/** What the next request takes along, with the draft as it is now; null until that is known. */
export function useNextContext(modelId: ModelId | null, draft: string): NextContext | null {
  const draftTokens = useMemo(() => (draft.trim() === '' ? 0 : estimateTokens(draft)), [draft])
  const question = useQuestion(modelId, Math.ceil(draftTokens / draftStep) * draftStep)
  useEffect(() => {
    if (!question) return
    const timer = setTimeout(() => void askContext(question), askAfter)
    return () => clearTimeout(timer)
  }, [question])
  const known = useContextStore((state) => state.known)
  if (!known || known.question.place !== question?.place || known.question.modelId !== modelId) return null
  const tokens = known.next.tokens - known.question.draftTokens + draftTokens
  return { ...known.next, tokens, exact: known.next.exact && draftTokens === 0 }
}
