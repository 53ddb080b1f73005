/** What hostile files are made of. */
import { simpleChatGptChat } from '../exportSamples.ts'

export interface HostileFile {
  readonly name: string
  /** In pieces, made one at a time: the file itself must not be what fills the memory. */
  readonly pieces: () => Iterable<Buffer>
  /** Why nothing of it comes in. */
  readonly refused?: string
  /** How many chats come in all the same. */
  readonly added?: number
  /** Problems that are told, among others. */
  readonly problems?: readonly string[]
}

export type Content = string | Buffer | Iterable<Buffer | string>

export const mebibyte = 1024 * 1024

function* pieces(...contents: readonly Content[]): Generator<Buffer> {
  for (const content of contents) {
    if (typeof content === 'string') yield Buffer.from(content)
    else if (Buffer.isBuffer(content)) yield content
    else for (const piece of content) yield Buffer.from(piece)
  }
}

/** A text again and again, in pieces of about a quarter of a megabyte. */
export function* repeated(text: string, count: number): Generator<Buffer> {
  const perPiece = Math.max(1, Math.floor((256 * 1024) / text.length))
  const piece = Buffer.from(text.repeat(perPiece))
  let left = count
  for (; left >= perPiece; left -= perPiece) yield piece
  yield Buffer.from(text.repeat(left))
}

/** Texts that are made one by one. */
export function* made(count: number, make: (index: number) => string): Generator<string> {
  for (let from = 0; from < count; from += 1_000) {
    let text = ''
    for (let index = from; index < Math.min(count, from + 1_000); index += 1) text += make(index)
    yield text
  }
}

export const good = (name: string): string => JSON.stringify(simpleChatGptChat(name, 'question', 'answer'))

export type Fate = Omit<HostileFile, 'name' | 'pieces'>

/** Between two chats that mean no harm and have to come in. */
export function among(name: string, contents: () => readonly Content[], fate: Fate = {}): HostileFile {
  const added = 2 + (fate.added ?? 0)
  return {
    name,
    ...fate,
    added,
    pieces: () => pieces('[', good('before'), ',', ...contents(), ',', good('behind'), ']'),
  }
}

export function whole(name: string, contents: () => readonly Content[], fate: Fate): HostileFile {
  return { name, ...fate, pieces: () => pieces(...contents()) }
}

/** A ChatGPT chat around hostile text: of what is between the quotes, or of the whole message. */
export function chatAround(before: string, hostile: () => Content, after: string): () => readonly Content[] {
  const [head = '', tail = ''] = JSON.stringify(simpleChatGptChat('hostile', 'HOSTILE', 'answer')).split(
    '"HOSTILE"',
  )
  return () => [head, before, hostile(), after, tail]
}

export const ownHead = '{"format":"confab","version":1,"exportedAt":1,"application":"x","folders":['

export const ownId = (index: number): string => `0b9a3b1e-7c1c-4a57-9e0a-${String(index).padStart(12, '0')}`

export function ownChat(index: number, messages: readonly object[], changes: object = {}): string {
  return JSON.stringify({
    id: ownId(index),
    title: `own ${index}`,
    titleSource: 'first',
    createdAt: 1,
    updatedAt: 1,
    pinnedAt: null,
    folderId: null,
    archivedAt: null,
    endedAt: null,
    modelId: 'openai:x',
    systemPrompt: '',
    parameters: {},
    contextMessages: 20,
    messages,
    ...changes,
  })
}

export function ownMessage(index: number, changes: object = {}): object {
  return {
    id: ownId(index),
    parentId: null,
    role: 'user',
    text: 'text',
    reasoning: '',
    state: 'complete',
    errorCode: null,
    modelId: null,
    modelName: null,
    createdAt: 1,
    finishedAt: null,
    finishReason: null,
    inputTokens: null,
    outputTokens: null,
    correctedAt: null,
    revisions: [],
    shown: true,
    ...changes,
  }
}

export const own = (...chats: readonly string[]): string =>
  `${ownHead}],"conversations":[${chats.join(',')}]}`
