/** How many values there may be, and how deep they may nest. */
export interface JsonLimits {
  readonly values: number
  readonly depth: number
}

const quote = 0x22
const comma = 0x2c
const openBracket = 0x5b
const backslash = 0x5c
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d

/** The place after a string of JSON that begins before `at`. */
function afterString(json: string, at: number): number {
  for (let index = at; index < json.length; index += 1) {
    const unit = json.charCodeAt(index)
    if (unit === backslash) index += 1
    else if (unit === quote) return index
  }
  return json.length
}

/**
 * Whether JSON has no more values, and nests them no deeper, than it may. Asked before it is parsed: eight million
 * brackets are a small text and gigabytes of lists.
 */
export function isModestJson(json: string, limits: JsonLimits): boolean {
  let depth = 0
  let values = 0
  for (let index = 0; index < json.length; index += 1) {
    const unit = json.charCodeAt(index)
    if (unit === quote) index = afterString(json, index + 1)
    else if (unit === comma) values += 1
    else if (unit === openBracket || unit === openBrace) {
      values += 1
      depth += 1
    } else if (unit === closeBracket || unit === closeBrace) depth -= 1
    if (depth > limits.depth || values > limits.values) return false
  }
  return true
}
