/** Pure: what the next request takes along, in words. */
import type { NextContext } from '../../shared/contract/context.ts'

const numbers = new Intl.NumberFormat('en')

function plural(count: number, word: string): string {
  return `${numbers.format(count)} ${word}${count === 1 ? '' : 's'}`
}

function tokensText({ exact, limitTokens, tokens }: NextContext): string {
  const about = exact ? '' : 'about '
  if (limitTokens === null) return `${about}${plural(tokens, 'token')}`
  return `${about}${numbers.format(tokens)} of ${numbers.format(limitTokens)} tokens`
}

/** For example `6 messages, about 1,200 of 8,192 tokens`. */
export function contextText(next: NextContext): string {
  const messages = plural(next.messages, 'message')
  return next.tokens === 0 ? messages : `${messages}, ${tokensText(next)}`
}

/** Whether it is more than the model reads and has room to answer. */
export function isTooLong({ roomTokens, tokens }: NextContext): boolean {
  return roomTokens !== null && tokens > roomTokens
}

function tooLongText({ limitTokens, tokens }: NextContext, modelName: string): string {
  return limitTokens !== null && tokens > limitTokens
    ? `This is more than ${modelName} reads at once. Shorten it or choose another model.`
    : `This leaves ${modelName} too little room for its answer. Shorten it or choose another model.`
}

function limitText(modelName: string): string {
  return `More does not fit ${modelName}, so earlier messages are not given to it.`
}

/** What has to be in sight, because nobody has chosen it: that it is too long, or cut by what the model reads. */
export function contextWarning(next: NextContext, modelName: string): string | null {
  if (isTooLong(next)) return tooLongText(next, modelName)
  return next.cut === 'limit' ? limitText(modelName) : null
}

/** Why it is as many messages as it is, and what one can do about it. */
export function contextReason(next: NextContext, modelName: string): string {
  const counted = next.exact
    ? 'The tokens are as the provider counted them.'
    : 'The tokens are partly an estimate: a quarter of the letters, or one for each Chinese or Japanese character.'
  if (isTooLong(next)) return tooLongText(next, modelName)
  switch (next.cut) {
    case 'none':
      return `The whole chat goes along. ${counted}`
    case 'window':
      return `Earlier messages stay here but are not given to ${modelName}. Choose how many are in the chat setup. ${counted}`
    case 'limit':
      return `${limitText(modelName)} ${counted}`
    case 'model':
      return `${modelName} reads only the newest message. Choose another model to be remembered. ${counted}`
  }
}

/** What is said beside it where the model reads one message alone. */
export function newestOnlyText({ cut }: NextContext, modelName: string): string | null {
  return cut === 'model' ? `${modelName} reads only the newest message` : null
}
