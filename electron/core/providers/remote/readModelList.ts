import { Tokenizer, TokenParser, TokenType } from '@streamparser/json'
import { bounds } from '../../../../shared/bounds.ts'
import { createBreather } from '../../async/breather.ts'
import { faultOfEvent } from './answerFault.ts'
import { Fault } from './fault.ts'
import { isRecord, providerErrorIn } from './providerError.ts'
import { wireBounds } from './wireBounds.ts'

/** Bytes that are parsed before others have their turn: a few milliseconds of work. */
const stepBytes = 16 * 1_024
/** Members of a model, items of a list in it, and how deep they are kept. */
const mostMembers = 64
const mostItems = 32
const keptDepth = 3

/** What is read of a list of models: enough to tell each model, bounded. */
function pruned(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.length > wireBounds.listText ? undefined : value
  if (Array.isArray(value)) {
    return depth < keptDepth ? value.slice(0, mostItems).map((item) => pruned(item, depth + 1) ?? null) : []
  }
  if (!isRecord(value)) return value
  if (depth >= keptDepth) return {}
  const members = Object.entries(value).slice(0, mostMembers)
  return Object.fromEntries(members.map(([name, member]) => [name, pruned(member, depth + 1)]))
}

/** Of an object: its lists of models, and what tells it from an error. What is not named here is dropped as it is read. */
const pathsOfObject = [
  '$.data.*',
  '$.models.*',
  '$.object',
  '$.nextPageToken',
  '$.error',
  '$.message',
  '$.code',
  '$.type',
  '$.status',
]
const pathsOfList = ['$.*']
const bracket = 0x5b

/** A list of models while it is read: `{"data": […]}`, `{"models": […]}`, or the bare list (`isBare`). */
class ModelList {
  readonly rows: unknown[] = []
  readonly #head: Record<string, unknown> = {}
  readonly #tokenizer = new Tokenizer({ stringBufferSize: stepBytes })
  #depth = 0
  #sinceRow = 0
  #ended = false

  constructor(isBare: boolean) {
    const parser = new TokenParser({ paths: isBare ? pathsOfList : pathsOfObject, keepStack: false })
    this.#tokenizer.onToken = ({ token, value }) => {
      this.#count(token)
      parser.write({ token, value })
    }
    parser.onValue = ({ key, value }) => {
      if (typeof key === 'number') this.#addRow(value)
      else if (key !== undefined) this.#head[key] = pruned(value)
    }
    parser.onEnd = () => {
      this.#ended = true
    }
  }

  get isFull(): boolean {
    return this.rows.length >= bounds.models.max
  }

  get isEnded(): boolean {
    return this.#ended
  }

  /** @throws Fault also for what is no JSON */
  write(bytes: Uint8Array): void {
    try {
      this.#tokenizer.write(bytes)
    } catch (error) {
      throw error instanceof Fault ? error : new Fault('BAD_RESPONSE', { cause: error })
    }
  }

  /** As both libraries take it, whatever it was before. @throws Fault for an error, or what is no list of models */
  text(): string {
    const error = providerErrorIn(this.#head)
    if (error) throw faultOfEvent(error)
    // A server without models says null in place of its list.
    const isEmptyList = this.rows.length === 0 && this.#head['object'] === 'list'
    if (!isEmptyList && !this.rows.some(isRecord)) throw new Fault('BAD_RESPONSE')
    const { nextPageToken } = this.#head
    return JSON.stringify({ object: 'list', data: this.rows, models: this.rows, nextPageToken })
  }

  /** What is no list of rows may still be large, or deep, in memory. @throws Fault */
  #count(token: TokenType): void {
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) this.#depth += 1
    if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) this.#depth -= 1
    this.#sinceRow += 1
    if (this.#depth > wireBounds.depth || this.#sinceRow > wireBounds.listTokens)
      throw new Fault('BAD_RESPONSE')
  }

  #addRow(row: unknown): void {
    this.#sinceRow = 0
    if (!this.isFull) this.rows.push(pruned(row))
  }
}

/**
 * A provider's list of models as JSON that the libraries of the providers take, with no more models in it than
 * `bounds.models`; what follows them is not read. @throws Fault when it is no such list, or an error
 */
export async function readModelList(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  let list: ModelList | null = null
  const breathe = createBreather()
  let length = 0
  for await (const chunk of chunks) {
    length += chunk.length
    if (length > wireBounds.list) throw new Fault('BAD_RESPONSE')
    list ??= new ModelList(chunk.find((byte) => byte > 0x20 && byte < 0x80) === bracket)
    for (let at = 0; at < chunk.length; at += stepBytes) {
      list.write(chunk.subarray(at, at + stepBytes))
      if (list.isFull || list.isEnded) return list.text()
      const rest = breathe()
      if (rest) await rest
    }
  }
  throw new Fault('BAD_RESPONSE')
}
