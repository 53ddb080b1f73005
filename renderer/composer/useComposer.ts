import { useEffect } from 'react'
import type { MessageId, ModelId } from '../../shared/contract/base.ts'
import { runningAnswerOf } from '../conversation/answerActions.ts'
import { useConversation } from '../conversation/conversationStore.ts'
import { sendMessage } from '../conversation/sending.ts'
import { useSending } from '../conversation/sendingStore.ts'
import { isSentFrom } from '../conversation/shownMessages.ts'
import { isSpent } from '../../shared/budget.ts'
import { useBudget } from '../usage/budgetStore.ts'
import { useChosenModel } from '../models/newChatModel.ts'
import { saveDraftsNow } from './draftSaving.ts'
import { draftOf, setDraft, takeDraft, useDrafts, type DraftKey } from './draftStore.ts'
import { obstacleTo } from './obstacle.ts'
import { forgetAnswerRunning, setRefusal } from './refusalStore.ts'

interface ComposerState {
  readonly text: string
  readonly modelId: ModelId | null
  /** The answer being written here, which can be stopped. */
  readonly runningId: MessageId | null
  /** Why nothing can be sent now; null when it can. A blank text is told by `blank` and needs no words. */
  readonly obstacle: string | null
  readonly blank: boolean
  write(text: string): void
  send(): void
}

export function useComposer(): ComposerState {
  const key: DraftKey = useConversation((state) => state.currentId) ?? 'new'
  const text = useDrafts((state) => state.drafts.get(key)?.text ?? '')
  const modelId = useChosenModel()
  const runningId = useConversation((state) => runningAnswerOf(state.open))
  const onItsWay = useOnItsWay()
  useDraftsSavedOnLeaving()
  useEffect(() => {
    if (runningId === null) forgetAnswerRunning()
  }, [runningId])
  const spent = useBudget(
    (state) => state.budget !== null && modelId !== null && isSpent(state.budget, modelId),
  )
  const obstacle = obstacleTo(text, { modelId, spent, answering: runningId !== null || onItsWay })
  const blank = text.trim() === ''
  return {
    text,
    modelId,
    runningId,
    obstacle,
    blank,
    write(next) {
      setRefusal(null)
      setDraft(key, next)
    },
    send() {
      if (blank || obstacle !== null || modelId === null || draftOf(key) !== text) return
      void sendMessage(takeDraft(key), modelId)
    },
  }
}

function useOnItsWay(): boolean {
  const currentId = useConversation((state) => state.currentId)
  const place = useConversation((state) => state.place)
  return useSending((state) => state.messages.some((message) => isSentFrom({ currentId, place }, message)))
}

function useDraftsSavedOnLeaving(): void {
  useEffect(() => {
    const save = (): void => void saveDraftsNow()
    window.addEventListener('pagehide', save)
    return () => window.removeEventListener('pagehide', save)
  }, [])
}
