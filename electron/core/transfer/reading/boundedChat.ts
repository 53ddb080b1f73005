import { bounds } from '../../../../shared/bounds.ts'
import type { Problems } from '../problems.ts'
import type { IncomingConversation, IncomingMessage } from '../portable.ts'

/** In UTF-16 code units; what follows of a text is cut off. */
const longestKept = bounds.answerText.max
/** Of all earlier texts of a message together; older ones are left out. */
const longestRevisions = 2 * longestKept
/**
 * Of all texts of a chat. A few megabytes of answers that divide again and again become as many answers of full length
 * each (see flatten.ts), which would not fit any memory.
 */
const mostText = 64 * 1024 * 1024

const isHalfCharacter = (code: number): boolean => code >= 0xd800 && code <= 0xdbff

function cut(text: string): string {
  if (text.length <= longestKept) return text
  const end = isHalfCharacter(text.charCodeAt(longestKept - 1)) ? longestKept - 1 : longestKept
  return text.slice(0, end)
}

function cutRevisions(revisions: IncomingMessage['revisions']): IncomingMessage['revisions'] {
  let length = 0
  const first = revisions.findLastIndex(({ text }) => {
    length += text.length
    return length > longestRevisions
  })
  return first === -1 ? revisions : revisions.slice(first + 1)
}

function bounded(message: IncomingMessage): IncomingMessage {
  const text = cut(message.text)
  const reasoning = cut(message.reasoning)
  const revisions = cutRevisions(message.revisions)
  const isWhole = text === message.text && reasoning === message.reasoning && revisions === message.revisions
  return isWhole ? message : { ...message, text, reasoning, revisions }
}

function textLength({ messages }: IncomingConversation): number {
  return messages.reduce((length, { reasoning, text }) => length + text.length + reasoning.length, 0)
}

/** A chat with as much of its texts as can be kept; null, with a problem, where it has too many of them. */
export function boundedChat(
  conversation: IncomingConversation,
  problems: Problems,
): IncomingConversation | null {
  if (textLength(conversation) > mostText) {
    problems.add('chat-too-large', conversation.title)
    return null
  }
  const messages = conversation.messages.map(bounded)
  const cuts = messages.filter((message, index) => message !== conversation.messages[index]).length
  if (cuts > 0) problems.add('part-too-large', conversation.title, cuts)
  return cuts > 0 ? { ...conversation, messages } : conversation
}
