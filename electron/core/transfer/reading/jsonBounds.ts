import { longestText } from '../portable.ts'

/*
 * What a JSON text may make the parser hold. The parser builds whatever it is given: 20 million brackets, or one string
 * of a gigabyte, end its process. So every byte passes here first, and what breaks a bound never reaches it.
 */

/** No export nests as deep: ChatGPT's come to about 12. A value that lies deeper becomes null. */
const deepest = 100
/** Bytes of one number. No time and no count has as many; what follows is dropped. */
const longestNumber = 64
/**
 * What one chat may cost, about in bytes of memory: its strings, and for each value what the costs below say. Measured,
 * the parser and what follows it take up to four times as much. A chat of 80,000 messages of ours fits.
 */
const mostCost = 96 * 1024 * 1024
const costs = { container: 200, item: 8, string: 16, shortKey: 24 } as const
/** Keys up to this length are few and shared by all messages. In bytes. */
const shortKey = 64

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const colon = 0x3a
const bracket = 0x5b
const brace = 0x7b
const closingBracket = 0x5d
const closingBrace = 0x7d
const letterU = 0x75
/** How many bytes follow `\u`. */
const hexDigits = 4

const nothing = Buffer.from('null')

/** In a document that is an object, what holds chats and folders; anything else is kept whole, or not at all. */
const listMembers: ReadonlySet<string> = new Set(['conversations', 'folders'])
const longestMember = 16

/** What is to be given to the parser, or told of it. */
export type BoundedJson =
  | { readonly type: 'bytes'; readonly bytes: Uint8Array }
  /** Something in the chat that is being read was too long or too deep. */
  | { readonly type: 'cut' }
  /** The chat that is being read is too large: what the parser is given next only closes it. */
  | { readonly type: 'too-large' }
  /** Another one begins, after one of which that was told. */
  | { readonly type: 'next' }

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39

/** Digits, signs, the point and both letters of an exponent. */
function isOfNumber(byte: number): boolean {
  return isDigit(byte) || byte === 0x2d || byte === 0x2b || byte === 0x2e || byte === 0x65 || byte === 0x45
}

/** Neither inside of a character of UTF-8 nor behind one's first byte. */
const beginsCharacter = (byte: number): boolean => (byte & 0xc0) !== 0x80

/** Lets a JSON text through as far as it keeps the bounds; text that is no JSON passes as it is, for the parser to say so. */
export class JsonBounds {
  /** How many brackets are open around a chat in a list. */
  readonly #listDepth: number
  /** The member of the object that is being read, as far as it may be one of `listMembers`. */
  #member = ''
  /** The brackets that are open, as the parser knows them. */
  readonly #open: number[] = []
  #depth = 0
  #cost = 0
  /** While something is left out: the depth it began at. */
  #skipsTo: number | null = null
  #inString = false
  /** Bytes that still belong to an escape in a string. */
  #escaped = 0
  #stringLength = 0
  #numberLength = 0
  #dropsToken = false
  #keeps = true
  #told: BoundedJson[] = []
  /** Something was told of the chat that is being read. */
  #hasTold = false

  /** @param listDepth 1 where the text is a list of chats, 2 where an object holds the list */
  constructor(listDepth: number) {
    this.#listDepth = listDepth
  }

  /** How many brackets are open around what is kept as a whole: a chat, or a member that is no list of them. */
  get #chatDepth(): number {
    return this.#listDepth > 1 && !listMembers.has(this.#member) ? 1 : this.#listDepth
  }

  /** The next bytes of the text. */
  *take(bytes: Uint8Array): Generator<BoundedJson> {
    let from = 0
    for (let at = 0; at < bytes.length; at += 1) {
      const keeps = this.#read(bytes[at] ?? 0)
      if (keeps !== this.#keeps) {
        this.#keeps = keeps
        if (keeps) from = at
        else if (at > from) yield { type: 'bytes', bytes: bytes.subarray(from, at) }
      }
      if (this.#told.length === 0) continue
      // What was told belongs behind what came before it.
      if (this.#keeps && at > from) {
        yield { type: 'bytes', bytes: bytes.subarray(from, at) }
        from = at
      }
      yield* this.#told.splice(0)
    }
    if (this.#keeps && from < bytes.length) yield { type: 'bytes', bytes: bytes.subarray(from) }
  }

  /** Whether a byte is let through. */
  #read(byte: number): boolean {
    if (this.#inString) return this.#readInString(byte)
    if (isOfNumber(byte)) return this.#readInNumber(byte)
    this.#numberLength = 0
    this.#dropsToken = false
    switch (byte) {
      case quote:
        this.#inString = true
        this.#stringLength = 0
        if (this.#depth === 1) this.#member = ''
        this.#cost += costs.string
        return this.#skipsTo === null
      case bracket:
      case brace:
        return this.#readOpening(byte)
      case closingBracket:
      case closingBrace:
        return this.#readClosing()
      case comma:
      case colon:
        return this.#readBetween(byte)
      default:
        return this.#skipsTo === null
    }
  }

  #readInString(byte: number): boolean {
    this.#stringLength += 1
    this.#cost += 1
    if (this.#escaped > 0) {
      this.#escaped = this.#escaped === 1 && byte === letterU ? hexDigits : this.#escaped - 1
      return this.#keepsToken()
    }
    if (byte === quote) {
      this.#inString = false
      this.#dropsToken = false
      return this.#skipsTo === null
    }
    if (this.#stringLength > longestText && !this.#dropsToken && beginsCharacter(byte)) {
      this.#dropsToken = true
      if (this.#skipsTo === null) this.#tell({ type: 'cut' })
    }
    // What is dropped costs nothing.
    if (this.#dropsToken) this.#cost -= 1
    if (byte === backslash) this.#escaped = 1
    if (this.#depth === 1 && this.#stringLength <= longestMember) this.#member += String.fromCharCode(byte)
    return this.#keepsToken()
  }

  #readInNumber(byte: number): boolean {
    this.#numberLength += 1
    const keeps = this.#keepsToken()
    // The last that is kept is a digit, so that a number stays one.
    if (this.#numberLength >= longestNumber && isDigit(byte)) this.#dropsToken = true
    return keeps
  }

  #keepsToken(): boolean {
    return !this.#dropsToken && this.#skipsTo === null
  }

  #readOpening(byte: number): boolean {
    this.#cost += costs.container
    this.#depth += 1
    if (this.#skipsTo !== null) return false
    if (this.#depth > deepest) {
      this.#skipsTo = this.#depth - 1
      this.#tell({ type: 'cut' }, { type: 'bytes', bytes: nothing })
      return false
    }
    this.#open.push(byte)
    return true
  }

  #readClosing(): boolean {
    this.#depth = Math.max(0, this.#depth - 1)
    if (this.#skipsTo !== null) {
      if (this.#depth === this.#skipsTo) this.#skipsTo = null
      return false
    }
    this.#open.pop()
    return true
  }

  #readBetween(byte: number): boolean {
    if (this.#depth <= this.#chatDepth) this.#beginNext()
    if (byte === comma) this.#cost += costs.item
    else if (this.#stringLength <= shortKey) this.#cost += costs.shortKey - this.#stringLength - costs.string
    if (this.#skipsTo !== null) return false
    if (this.#cost <= mostCost) return true
    this.#leaveOut(byte)
    return false
  }

  #tell(...what: readonly BoundedJson[]): void {
    this.#told.push(...what)
    this.#hasTold = true
  }

  #beginNext(): void {
    this.#cost = 0
    if (this.#hasTold) this.#told.push({ type: 'next' })
    this.#hasTold = false
  }

  /** Closes the chat for the parser; all that follows of it is left out. */
  #leaveOut(byte: number): void {
    const closing = this.#open
      .splice(this.#chatDepth)
      .toReversed()
      .map((opening) => (opening === bracket ? closingBracket : closingBrace))
    const value = byte === colon ? [colon, ...nothing] : []
    this.#tell({ type: 'too-large' }, { type: 'bytes', bytes: Uint8Array.from([...value, ...closing]) })
    this.#skipsTo = this.#chatDepth
    this.#cost = 0
  }
}
