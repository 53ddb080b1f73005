/**
 * Pure: which messages of a conversation the next request takes along, and how many tokens they come to. The window
 * shows what this says and the core sends it, so that both are the same.
 */
import { estimateTokens } from './tokenEstimate.ts'

/** What the request for an answer was made of, as it was recorded. */
export interface SentRecord {
  /** The `timeKey` of the first message that went. */
  readonly from: number
  /** Tells system prompts apart; empty where none went. */
  readonly systemMark: string
  /** When it began, in epoch milliseconds. */
  readonly startedAt: number
}

/** A message as far as its size matters. One without text is none. */
export interface SizedMessage {
  readonly role: 'user' | 'assistant'
  readonly text: string
  /** What it is known by among the messages of its chat. */
  readonly timeKey: number
  /** The model that wrote an answer; null for a person's message. */
  readonly modelId: string | null
  /** As the provider counted them for an answer; null where it did not. */
  readonly inputTokens: number | null
  readonly outputTokens: number | null
  /** The model thought before it, which was counted too. */
  readonly reasoned: boolean
  /** When its text was replaced last, in epoch milliseconds; null where it never was. */
  readonly correctedAt: number | null
  /** One request wrote all of an answer, so what is counted is of all of it. None wrote what was imported or copied. */
  readonly ofOneRequest: boolean
  /** The last request for it; null where it was not recorded. */
  readonly sent: SentRecord | null
}

export interface TokenCount {
  readonly tokens: number
  /** The provider counted it, with the tokenizer of the model that is to be asked. */
  readonly exact: boolean
}

/** What bounds a request. */
export interface ContextLimits {
  /** How many messages at most: the window that a person has chosen. */
  readonly messages: number
  /** How many tokens the model reads, room for its answer left aside; null where that is not known. */
  readonly tokens: number | null
  /** The model reads the newest message and nothing else, not even a system prompt. */
  readonly newestOnly: boolean
}

/** What left earlier messages out: nothing, the chosen window, the model's limit, or that it reads one alone. */
export type ContextCut = 'none' | 'window' | 'limit' | 'model'

export interface ContextPlan extends TokenCount {
  /** The place of the first message that goes, among those that were given. */
  readonly from: number
  readonly cut: ContextCut
}

/** What a chat's template adds to a message, in tokens, where nobody has counted. */
const overhead = 4
/** No text has more tokens than this for each of its code units: UTF-8 takes up to three bytes, a token one or more. */
const mostPerUnit = 3

const estimateOf = (text: string): TokenCount => ({ tokens: estimateTokens(text) + overhead, exact: false })

/** Whether a count can be that of a text: what else was counted with it makes it larger. */
function fits(tokens: number, { length }: string): boolean {
  return tokens >= 1 && tokens <= length * mostPerUnit + 8 * overhead
}

/** Whether what the provider counted is the size of this answer, for the model that is to be asked. */
function isCounted(answer: SizedMessage, modelId: string): boolean {
  const { correctedAt, modelId: writer, ofOneRequest, reasoned } = answer
  return writer === modelId && !reasoned && correctedAt === null && ofOneRequest
}

function answerSize(answer: SizedMessage, modelId: string): TokenCount {
  const { outputTokens, text } = answer
  const counted = isCounted(answer, modelId) && outputTokens !== null && fits(outputTokens, text)
  return counted ? { tokens: outputTokens, exact: true } : estimateOf(text)
}

/** Whether a request took a message along as it reads now. */
function wentAsItIs({ correctedAt }: SizedMessage, { startedAt }: SentRecord): boolean {
  return correctedAt === null || correctedAt < startedAt
}

/** Whether the messages from the first of a request up to `end`, which it did not take, are as they were then. */
function isUnchanged(messages: readonly SizedMessage[], end: number, sent: SentRecord): boolean {
  const first = messages.findIndex(({ timeKey }) => timeKey === sent.from)
  return first !== -1 && messages.slice(first, end).every((message) => wentAsItIs(message, sent))
}

/**
 * The size of a question by what was read for the answer below it, less what was read besides the question. Null
 * where that cannot be told from what is recorded.
 */
function questionSize(messages: readonly SizedMessage[], index: number, by: MessageSizes): TokenCount | null {
  const question = messages[index]
  const answer = messages[index + 1]
  if (!question || !answer?.sent || !wentAsItIs(question, answer.sent)) return null
  const read = isCounted(answer, by.modelId) ? answer.inputTokens : null
  const first = answer.sent.from === question.timeKey
  const base = first ? systemRead(answer.sent, by) : readBefore(messages, index, answer.sent, by)
  if (read === null || base === null || !fits(read - base.tokens, question.text)) return null
  return { tokens: read - base.tokens, exact: base.exact }
}

/** What a request read before its first message: nobody counts a system prompt, so only today's can be estimated. */
function systemRead(sent: SentRecord, by: MessageSizes): TokenCount | null {
  if (sent.systemMark === '') return { tokens: 0, exact: true }
  return sent.systemMark === by.systemMark ? estimateOf(by.systemPrompt) : null
}

/** What a request read before a question that was not its first: what the one above it read and wrote. */
function readBefore(
  messages: readonly SizedMessage[],
  index: number,
  sent: SentRecord,
  { modelId }: MessageSizes,
): TokenCount | null {
  const above = messages[index - 1]
  if (above?.role !== 'assistant' || !above.sent || !isCounted(above, modelId)) return null
  const alike = above.sent.from === sent.from && above.sent.systemMark === sent.systemMark
  if (!alike || !isUnchanged(messages, index - 1, above.sent)) return null
  if (above.inputTokens === null || above.outputTokens === null) return null
  return { tokens: above.inputTokens + above.outputTokens, exact: true }
}

export interface MessageSizes {
  readonly modelId: string
  readonly systemPrompt: string
  /** As in the record of a request. */
  readonly systemMark: string
}

/** What a system prompt comes to, in tokens. */
export function systemSize(systemPrompt: string): TokenCount {
  return systemPrompt === '' ? { tokens: 0, exact: true } : estimateOf(systemPrompt)
}

/** How many tokens each message has: as the provider counted them where that can be told, else by estimate. */
export function messageSizes(messages: readonly SizedMessage[], by: MessageSizes): readonly TokenCount[] {
  return messages.map((message, index) => {
    if (message.role === 'assistant') return answerSize(message, by.modelId)
    return questionSize(messages, index, by) ?? estimateOf(message.text)
  })
}

/** Where the messages begin that fit, looking back from the newest, and what stopped it there. */
function reach(
  sizes: readonly TokenCount[],
  base: number,
  { messages, newestOnly, tokens }: ContextLimits,
): { readonly from: number; readonly cut: ContextCut } {
  let sum = base
  for (let index = sizes.length - 1; index >= 0; index -= 1) {
    const taken = sizes.length - 1 - index
    sum += sizes[index]?.tokens ?? 0
    if (taken === 0) continue
    if (newestOnly) return { from: index + 1, cut: 'model' }
    if (taken >= messages) return { from: index + 1, cut: 'window' }
    if (tokens !== null && sum > tokens) return { from: index + 1, cut: 'limit' }
  }
  return { from: 0, cut: 'none' }
}

export interface PlannedContext {
  /** Oldest first. The newest is the one to be answered, or an answer to be gone on with; it always goes. */
  readonly messages: readonly { readonly role: 'user' | 'assistant'; readonly size: TokenCount }[]
  /** The first of the messages is the first of the chat. */
  readonly whole: boolean
  readonly system: TokenCount
  readonly limits: ContextLimits
}

/**
 * What the next request takes along: as many of the newest messages as the window and the model allow. A request
 * begins with a message of the person, as every provider wants it, so an answer at its beginning is left out too.
 */
export function planContext({ limits, messages, system, whole }: PlannedContext): ContextPlan {
  const sizes = messages.map(({ size }) => size)
  const base = limits.newestOnly ? { tokens: 0, exact: true } : system
  const reached = reach(sizes, base.tokens, limits)
  const newest = messages.length - 1
  const begin = messages.findIndex(({ role }, index) => index >= reached.from && role === 'user')
  const from = begin === -1 ? Math.max(newest, 0) : Math.min(begin, Math.max(newest, 0))
  const sent = [base, ...sizes.slice(from)]
  const cut = reached.cut === 'none' && (from > 0 || !whole) ? 'window' : reached.cut
  return {
    from,
    cut,
    tokens: sent.reduce((sum, { tokens }) => sum + tokens, 0),
    exact: sent.every(({ exact }) => exact),
  }
}
