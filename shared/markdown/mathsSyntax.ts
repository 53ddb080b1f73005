/**
 * Mathematics in Markdown, as models write it: `$…$`, `$$…$$`, `\(…\)` and `\[…\]`. What stands in it is left as it is:
 * no emphasis, no escape. Money is not mathematics (the rule is pandoc's, `tex_math_dollars`): after the first `$`
 * and before the last one stands no space, no letter or digit before the first, no digit after the last.
 */
import type { Code, Construct, Effects, Extension, State, TokenizeContext } from 'micromark-util-types'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    mathsFlow: 'mathsFlow'
    mathsText: 'mathsText'
    mathsMark: 'mathsMark'
    mathsData: 'mathsData'
  }
}

/** A formula longer than this, in UTF-16 code units, is text. Also what an opening mark without a closing one costs. */
export const longestFormula = 2_000

const codes = { dollar: 36, star: 42, backslash: 92, backtick: 96, round: 40, square: 91 } as const
/** What ends a formula that `\(` or `\[` begins, after its backslash. */
const closing = { 40: 41, 91: 93 } as const

function isLineEnd(code: Code): boolean {
  return code !== null && code < -2
}

function isSpace(code: Code): boolean {
  return code === null || code < 0 || code === 32
}

function isDigit(code: Code): boolean {
  return code !== null && code >= 48 && code <= 57
}

function isWordCharacter(code: Code): boolean {
  return code !== null && code > 0 && /[\p{L}\p{N}$\\]/u.test(String.fromCodePoint(code))
}

type Kind = '$' | '$$' | 40 | 91

interface Surroundings {
  readonly effects: Effects
  /** After the opening marks. */
  readonly opened: (kind: Kind) => State
  /** The formula has ended with its closing marks. */
  readonly ended: State
  readonly lineEnd: State
  readonly nok: State
}

/** Reads a formula from the opening marks to the closing ones. */
class Formula {
  private readonly around: Surroundings
  private kind: Kind = '$'
  private length = 0
  private last: Code = null
  /** It begins with a digit, as a sum does. */
  private amount = false

  constructor(around: Surroundings) {
    this.around = around
  }

  readonly start: State = (code) => {
    this.around.effects.enter('mathsMark')
    this.around.effects.consume(code)
    return code === codes.dollar ? this.secondDollar : this.bracket
  }

  private readonly secondDollar: State = (code) => {
    const { effects, opened } = this.around
    this.kind = code === codes.dollar ? '$$' : '$'
    if (this.kind === '$$') effects.consume(code)
    effects.exit('mathsMark')
    return this.kind === '$$' ? opened('$$') : opened('$')(code)
  }

  private readonly bracket: State = (code) => {
    const { effects, nok, opened } = this.around
    if (code !== codes.round && code !== codes.square) return nok(code)
    this.kind = code
    effects.consume(code)
    effects.exit('mathsMark')
    return opened(code)
  }

  readonly data: State = (code) => {
    if (code === null || this.length > longestFormula) return this.around.nok(code)
    if (isLineEnd(code)) return this.around.lineEnd(code)
    if (code === codes.dollar && typeof this.kind === 'string') return this.dollar(code)
    if (code === codes.backslash) return this.slash(code)
    if (this.length === 0) this.amount = isDigit(code)
    this.around.effects.enter('mathsData')
    this.take(code)
    return this.plain
  }

  private readonly plain: State = (code) => {
    const ends = code === codes.dollar && typeof this.kind === 'string'
    if (code === null || isLineEnd(code) || ends || code === codes.backslash) {
      this.around.effects.exit('mathsData')
      return this.data(code)
    }
    // Two sums with code between them, as in `$`.
    if ((code === codes.backtick && this.kind === '$') || this.length > longestFormula)
      return this.around.nok(code)
    this.take(code)
    return this.plain
  }

  private take(code: Code): void {
    this.around.effects.consume(code)
    this.last = code
    this.length += 1
  }

  private readonly dollar: State = (code) => {
    if (this.length === 0 || (this.kind === '$' && isSpace(this.last))) return this.around.nok(code)
    this.around.effects.enter('mathsMark')
    this.around.effects.consume(code)
    return this.kind === '$$' ? this.lastDollar : this.after
  }

  private readonly lastDollar: State = (code) => {
    if (code !== codes.dollar) return this.around.nok(code)
    this.around.effects.consume(code)
    return this.after
  }

  private readonly after: State = (code) => {
    const { effects, ended, nok } = this.around
    effects.exit('mathsMark')
    if (this.kind === '$' && (isDigit(code) || (this.amount && isWordCharacter(code)))) return nok(code)
    return code === codes.dollar ? nok(code) : ended(code)
  }

  /** A backslash belongs to what follows it, be that a closing bracket or TeX. */
  private readonly slash: State = (code) => {
    const token = this.around.effects.enter('mathsMark')
    this.take(code)
    return (next) => {
      if (typeof this.kind === 'number' && next === closing[this.kind]) {
        this.around.effects.consume(next)
        return this.after
      }
      token.type = 'mathsData'
      const taken = next !== null && !isLineEnd(next)
      if (taken) this.take(next)
      this.around.effects.exit('mathsData')
      return taken ? this.data : this.data(next)
    }
  }
}

const inText: Construct = {
  name: 'mathsText',
  tokenize(effects, ok, nok) {
    const formula: Formula = new Formula({
      effects,
      nok,
      // `\[` in the middle of a line is more often an escaped bracket.
      opened: (kind) => (code) => {
        if (kind === codes.square && !isSpace(code)) return nok(code)
        return kind === '$' && isSpace(code) ? nok(code) : formula.data(code)
      },
      lineEnd(code) {
        effects.enter('lineEnding')
        effects.consume(code)
        effects.exit('lineEnding')
        return formula.data
      },
      ended(code) {
        effects.exit('mathsText')
        return ok(code)
      },
    })
    return (code) => {
      effects.enter('mathsText')
      return formula.start(code)
    }
  },
}

/** `US$5` is money. */
const dollarsInText: Construct = { ...inText, previous: (code) => !isWordCharacter(code) }

/** The rest of a line that is no lazy continuation. */
const nextLine: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    return (code) => {
      effects.enter('lineEnding')
      effects.consume(code)
      effects.exit('lineEnding')
      return (next) =>
        this.parser.lazy[this.now().line] || next === null || isLineEnd(next) ? nok(next) : ok(next)
    }
  },
}

const inFlow: Construct = {
  name: 'mathsFlow',
  concrete: true,
  tokenize(this: TokenizeContext, effects, ok, nok) {
    const formula: Formula = new Formula({
      effects,
      nok,
      opened: (kind) => (code) => {
        if (kind === '$' || kind === codes.round) return nok(code)
        if (this.interrupt) return isLineEnd(code) ? ok(code) : nok(code)
        return formula.data(code)
      },
      lineEnd: (code) => effects.attempt(nextLine, formula.data, nok)(code),
      ended: (code) => {
        if (code !== null && !isLineEnd(code)) return rest(code)
        effects.exit('mathsFlow')
        return ok(code)
      },
    })
    const rest: State = (code) => {
      if (!isSpace(code)) return nok(code)
      effects.enter('whitespace')
      return space(code)
    }
    const space: State = (code) => {
      if (code !== null && !isLineEnd(code) && isSpace(code)) {
        effects.consume(code)
        return space
      }
      effects.exit('whitespace')
      if (code !== null && !isLineEnd(code)) return nok(code)
      effects.exit('mathsFlow')
      return ok(code)
    }
    return (code) => {
      effects.enter('mathsFlow')
      return formula.start(code)
    }
  },
}

/** `2*3*4` multiplies. */
const times: Construct = {
  name: 'times',
  previous: isDigit,
  tokenize(effects, ok, nok) {
    const stars: State = (code) => {
      if (code === codes.star) {
        effects.consume(code)
        return stars
      }
      effects.exit('data')
      return isDigit(code) ? ok(code) : nok(code)
    }
    return (code) => {
      effects.enter('data')
      return stars(code)
    }
  },
}

export const mathsSyntax: Extension = {
  flow: { [codes.dollar]: inFlow, [codes.backslash]: inFlow },
  text: { [codes.dollar]: dollarsInText, [codes.backslash]: inText, [codes.star]: times },
}
