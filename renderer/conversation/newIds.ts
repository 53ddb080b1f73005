import type { MessageId } from '../../shared/contract/base.ts'

/** The window names its messages, so that a call that is repeated changes nothing. */
export function newMessageId(): MessageId {
  return crypto.randomUUID() as string as MessageId
}
