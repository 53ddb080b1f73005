/** How a title is asked for, and what is made of the answer. Pure. */
import { bounds } from '../../../shared/bounds.ts'

/** Told to the model as its system prompt. */
export const titleInstruction =
  'You name conversations. Answer with a title for the conversation that you are given and with nothing else: ' +
  'at most six words, in the language of the conversation, without quotation marks, Markdown or a period.'

/** Of a question and an answer this much is shown to the model, in characters. */
const excerptLength = 1_000
/** A title has at most this many words (a model that counts badly is forgiven two) and characters. */
const mostWords = 8
const mostCharacters = 80
/** Of what a model answered so much is looked at, and of a line so much, in UTF-16 code units: what is longer is no title. */
const lookedAt = 10_000
const longestLine = 400

function excerpt(text: string): string {
  const characters = Array.from(text.trim().slice(0, 2 * excerptLength))
  return characters.length > excerptLength
    ? `${characters.slice(0, excerptLength).join('')}…`
    : characters.join('')
}

/** What the model is given to name. */
export function titleQuestion(question: string, answer: string): string {
  return `Question:\n${excerpt(question)}\n\nAnswer:\n${excerpt(answer)}\n\nTitle:`
}

/** Words that name nothing, in lower case. */
const silly = new Set([
  'title',
  'untitled',
  'conversation',
  'chat',
  'new chat',
  'question',
  'answer',
  'none',
  'n/a',
])

/** What a model says before the title itself. */
const preface = /^(?:(?:sure|here)\b[^:]*|(?:chat |conversation )?title)\s*[:：]\s*/iu
const markdown = /^#{1,6}\s+|^[-*>]\s+|\*\*|__|`+/gu
const quotes = /^["'“”„‟«»‹›‘’「」『』《》*_]+|["'“”„‟«»‹›‘’「」『』《》*_]+$/gu

function stripped(line: string): string {
  const plain = line.replaceAll(markdown, '').trim().replace(preface, '')
  return plain
    .replaceAll(quotes, '')
    .replace(/[.。．]+$/u, '')
    .replaceAll(quotes, '')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
}

/** The title in what a model answered; null where that is none: empty, a sentence or more, or no word at all. */
export function titleIn(answer: string): string | null {
  const title = answer
    .slice(0, lookedAt)
    .split('\n')
    .map((line) => stripped(line.slice(0, longestLine)))
    .find((line) => line !== '')
  if (title === undefined || !/[\p{L}\p{N}]/u.test(title) || silly.has(title.toLowerCase())) return null
  const words = title.split(' ').length
  const tooLong =
    words > mostWords || Array.from(title).length > mostCharacters || title.length > bounds.title.max
  return tooLong ? null : title
}
