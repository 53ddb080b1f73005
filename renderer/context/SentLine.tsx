import type { MessageId } from '../../shared/contract/base.ts'
import { useConversation } from '../conversation/conversationStore.ts'
import { namedModel } from '../models/modelNames.ts'
import { useModels } from '../models/modelsStore.ts'
import { useContextStore } from './contextStore.ts'

interface SentLineProps {
  /** The message below; null at the end of the conversation. */
  readonly before: MessageId | null
}

/** Marks where the next request begins, unless it takes the whole chat along. */
export function SentLine({ before }: SentLineProps) {
  const place = useConversation((state) => state.place)
  const cut = useContextStore(({ known }) => {
    const here = known?.question.place === place && known.next.firstMessageId === before
    return here ? known.next.cut : 'none'
  })
  const modelId = useContextStore(({ known }) => known?.question.modelId)
  const models = useModels((state) => state.models)
  if (cut === 'none' || modelId === undefined) return null
  const text =
    cut === 'model'
      ? `Messages above are not sent to ${namedModel(models, modelId).name}`
      : 'Messages above are not sent any more'
  return (
    <div className="day-line sent-line">
      <hr aria-label={text} />
      <span aria-hidden="true">{text}</span>
    </div>
  )
}

/** The mark at the end of a conversation, with its room where nothing is said. */
export function SentEnd() {
  return (
    <div className="sent-end">
      <SentLine before={null} />
    </div>
  )
}
