/*
 * Models that were not asked to, or servers that do not know how, put what was thought into the text of an answer,
 * between tags. Here it is told apart while it arrives.
 */

/** What a text turns out to be. */
export type TaggedPiece =
  | { readonly type: 'text' | 'reasoning'; readonly text: string }
  /** The last `length` UTF-16 code units that were given as text are reasoning: only its closing tag was written. */
  | { readonly type: 'text-was-reasoning'; readonly length: number }

const names = ['think', 'thinking', 'thought', 'thoughts', 'reasoning', 'reflection', 'seed:think']
const openings = [
  ...names.map((name) => `<${name}>`),
  '[think]',
  '◁think▷',
  '<|begin_of_thought|>',
  '<|channel|>analysis<|message|>',
]
const closings = [
  ...names.map((name) => `</${name}>`),
  '[/think]',
  '◁/think▷',
  '<|end_of_thought|>',
  '<|end|><|start|>assistant<|channel|>final<|message|>',
  '<|channel|>final<|message|>',
]
const tags = [...openings, ...closings]
const longestTag = Math.max(...tags.map((tag) => tag.length))
const escaped = tags.map((tag) => tag.replaceAll(/[|[\]]/g, String.raw`\$&`))
const anyTag = new RegExp(escaped.join('|'), 'giu')
/** So often in an answer a closing tag without its opening one is believed. */
const mostAlone = 20
/** White space before an answer is kept back up to here, to see what follows. */
const mostBlank = 1_000

/** How much at the end of a text may be the beginning of a tag. */
function tagBegun(text: string): number {
  const end = text.slice(-longestTag + 1).toLowerCase()
  for (let at = 0; at < end.length; at += 1) {
    if ('<[◁'.includes(end.charAt(at)) && tags.some((tag) => tag.startsWith(end.slice(at))))
      return end.length - at
  }
  return 0
}

/** Whether what comes next stands in code, where a tag is only spoken of. */
class CodeWatch {
  #fence: string | null = null
  #line = ''
  #ticks = 0

  get inCode(): boolean {
    return this.#fence !== null || this.#ticks % 2 === 1
  }

  take(text: string): void {
    const [first = '', ...others] = text.split('\n')
    this.#takeInLine(first)
    for (const other of others) {
      this.#endLine()
      this.#takeInLine(other)
    }
  }

  #takeInLine(text: string): void {
    if (this.#line.length < 100) this.#line += text.slice(0, 100)
    this.#ticks += text.split('`').length - 1
  }

  #endLine(): void {
    const fence = /^[\s>]*(```|~~~)/.exec(this.#line)?.[1]
    if (this.#fence === null) this.#fence = fence ?? null
    else if (fence === this.#fence) this.#fence = null
    this.#line = ''
    this.#ticks = 0
  }
}

/** Tells text and reasoning of one answer apart. Pieces may be cut anywhere. */
export class ReasoningTags {
  readonly #code = new CodeWatch()
  /** What came last and may be the beginning of a tag. */
  #held = ''
  #blank = ''
  #thinking = false
  /** Something was given of the reasoning that is open, and of any. */
  #reasoned = false
  #reasonedBefore = false
  /** Reasoning came, in tags or apart from the text. */
  #thought = false
  /** Tags that were opened within reasoning: as many may close after it. */
  #owed = 0
  #alone = 0
  /** How much text was given since the last reasoning, in UTF-16 code units. */
  #given = 0

  /** Reasoning came apart from the text. */
  sawReasoning(): void {
    this.#thought = true
  }

  *push(text: string): Generator<TaggedPiece> {
    const whole = this.#held + text
    let at = 0
    for (const { 0: tag, index } of whole.matchAll(anyTag)) {
      yield* this.#plain(whole.slice(at, index))
      yield* this.#tag(tag)
      at = index + tag.length
    }
    const rest = whole.slice(at)
    const end = rest.length - tagBegun(rest)
    this.#held = rest.slice(end)
    yield* this.#plain(rest.slice(0, end))
  }

  /** Nothing more comes. */
  *end(): Generator<TaggedPiece> {
    const held = this.#held
    this.#held = ''
    yield* this.#plain(held)
  }

  *#tag(tag: string): Generator<TaggedPiece> {
    const opens = openings.includes(tag.toLowerCase())
    if (this.#thinking) {
      if (opens) {
        this.#owed += 1
        yield* this.#plain(tag)
      } else this.#startText()
    } else if (this.#code.inCode) yield* this.#plain(tag)
    else if (opens) {
      this.#blank = ''
      this.#thinking = true
      this.#thought = true
      this.#reasoned = false
    } else yield* this.#closedAlone(tag)
  }

  /** A closing tag without its opening one, which stood in the prompt or in another tag. */
  *#closedAlone(tag: string): Generator<TaggedPiece> {
    const length = this.#given
    const isSpokenOf = (this.#thought && this.#owed === 0) || this.#alone >= mostAlone
    if (length > 0 && isSpokenOf) return yield* this.#plain(tag)
    this.#thought = true
    this.#startText()
    if (length === 0) return
    this.#alone += 1
    this.#owed = Math.max(this.#owed - 1, 0)
    this.#reasonedBefore = true
    yield { type: 'text-was-reasoning', length }
  }

  #startText(): void {
    this.#thinking = false
    this.#given = 0
    this.#blank = ''
  }

  *#plain(text: string): Generator<TaggedPiece> {
    if (text === '') return
    if (this.#thinking) yield* this.#reasoning(text)
    else if (this.#given > 0) yield this.#give(text)
    else yield* this.#first(text)
  }

  /** The first text of an answer, or after reasoning: white space waits for what follows it. */
  *#first(text: string): Generator<TaggedPiece> {
    const whole = this.#blank + text
    const isBlank = whole.length < mostBlank && whole.trim() === ''
    this.#blank = isBlank ? whole : ''
    const given = this.#thought ? whole.trimStart() : whole
    if (!isBlank && given !== '') yield this.#give(given)
  }

  /** One piece of reasoning is set apart from the one before. */
  *#reasoning(text: string): Generator<TaggedPiece> {
    const shown = this.#reasoned ? text : text.trimStart()
    if (shown === '') return
    yield { type: 'reasoning', text: this.#reasoned || !this.#reasonedBefore ? shown : `\n\n${shown}` }
    this.#reasoned = true
    this.#reasonedBefore = true
  }

  #give(text: string): TaggedPiece {
    this.#given += text.length
    this.#code.take(text)
    return { type: 'text', text }
  }
}
