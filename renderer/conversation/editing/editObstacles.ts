/** Pure: why a changed text can neither be sent nor saved. */
import { bounds } from '../../../shared/bounds.ts'
import type { ModelId } from '../../../shared/contract/base.ts'
import { obstacleTo } from '../../composer/obstacle.ts'

interface Circumstances {
  readonly modelId: ModelId | null
  readonly answering: boolean
  /** The budget does not cover another answer. */
  readonly spent: boolean
}

export interface EditObstacles {
  /** Why it cannot be sent as another version; null when it can. */
  readonly send: string | null
  /** Why it cannot be put in place; null when it can. No model is asked for that. */
  readonly save: string | null
}

const blank = 'Write something first, or delete the message instead.'
const answeringNow = 'An answer is being written. Wait for its end or stop it; what you typed stays.'

export function editObstacles(text: string, { answering, modelId, spent }: Circumstances): EditObstacles {
  if (text.trim() === '') return { send: blank, save: blank }
  if (answering) return { send: answeringNow, save: answeringNow }
  const send = obstacleTo(text, { answering, modelId, spent })
  return { send, save: text.length > bounds.messageText.max ? send : null }
}
