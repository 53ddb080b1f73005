/** Pure: the messages that were shown and those just fetched give the messages to show. */
import type { Message } from '../../shared/contract/conversations.ts'

interface Page {
  readonly messages: readonly Message[]
  /** The path goes on before the first of `messages`. */
  readonly hasEarlier: boolean
  /** The path goes on after the last of `messages`. */
  readonly hasLater: boolean
}

/**
 * Keeps the earlier and the later messages that were loaded already where the fetched ones go on from or to them, and
 * the very objects of the messages that did not change, so that only what changed is rendered.
 */
export function mergeMessages(shown: Page, fetched: Page): Page {
  const known = new Map(shown.messages.map((message) => [message.id, message]))
  const messages = fetched.messages.map((message) => sameOr(known.get(message.id), message))
  return withLater(shown, withEarlier(shown, { ...fetched, messages }))
}

function withEarlier(shown: Page, fetched: Page): Page {
  const first = fetched.messages[0]
  const before = first ? shown.messages.findIndex((message) => message.id === first.id) : -1
  const joins = before > 0 && shown.messages[before - 1]?.id === first?.parentId
  if (!joins) return fetched
  const messages = [...shown.messages.slice(0, before), ...fetched.messages]
  return { ...fetched, messages, hasEarlier: shown.hasEarlier }
}

function withLater(shown: Page, fetched: Page): Page {
  const last = fetched.messages.at(-1)
  const after = shown.messages.findIndex((message) => message.parentId === last?.id)
  if (!fetched.hasLater || last === undefined || after < 0) return fetched
  const messages = [...fetched.messages, ...shown.messages.slice(after)]
  return { ...fetched, messages, hasLater: shown.hasLater }
}

function sameOr(known: Message | undefined, fetched: Message): Message {
  return known && isSame(known, fetched) ? known : fetched
}

const plainKeys = [
  'parentId',
  'text',
  'reasoning',
  'state',
  'errorCode',
  'errorDetails',
  'modelId',
  'modelName',
  'createdAt',
  'finishedAt',
  'correctedAt',
  'finishReason',
  'inputTokens',
  'outputTokens',
  'depth',
] as const satisfies readonly (keyof Message)[]

const versionKeys = [
  'index',
  'count',
  'previousId',
  'nextId',
] as const satisfies readonly (keyof Message['version'])[]

function isSame(one: Message, other: Message): boolean {
  return (
    plainKeys.every((key) => one[key] === other[key]) &&
    versionKeys.every((key) => one.version[key] === other.version[key])
  )
}
