/** Pure: what deleting a message takes with it, in words. */
import type { Deletion } from '../../../shared/contract/messages.ts'

const numbers = new Intl.NumberFormat('en')

/** Only the message itself goes, so it needs no question. */
export function isAlone({ messages, wholeConversation }: Deletion): boolean {
  return messages === 1 && !wholeConversation
}

export function deletionQuestion({ messages, wholeConversation }: Deletion): string {
  if (wholeConversation)
    return messages === 1
      ? 'This is the only message: the whole chat goes.'
      : `This is the first message: the whole chat goes, with all its ${numbers.format(messages)} messages in all versions.`
  const others = messages - 1
  return others === 1
    ? 'Delete this message and the one that follows it?'
    : `Delete this message and the ${numbers.format(others)} that follow it, in all versions?`
}

export function deletionNote({ messages, wholeConversation }: Deletion): string {
  if (wholeConversation) return 'Chat deleted'
  return messages === 1 ? 'Message deleted.' : `${numbers.format(messages)} messages deleted.`
}
