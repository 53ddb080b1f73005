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

/** Whether it is more than the model reads. */
export function isTooLong({ limitTokens, tokens }: NextContext): boolean {
  return limitTokens !== null && tokens > limitTokens
}

/** Why it is as many messages as it is, and what one can do about it. */
export function contextReason(next: NextContext, modelName: string): string {
  const counted = next.exact
    ? 'The tokens are as the provider counted them.'
    : 'The tokens are partly an estimate: a quarter of the letters, or one for each Chinese or Japanese character.'
  if (isTooLong(next))
    return `This is more than ${modelName} reads at once. Shorten it or choose another model.`
  switch (next.cut) {
    case 'none':
      return `The whole chat goes along. ${counted}`
    case 'window':
      return `Earlier messages stay here but are not given to ${modelName}. Choose how many are in the chat setup. ${counted}`
    case 'limit':
      return `More does not fit ${modelName}, so earlier messages are not given to it. ${counted}`
    case 'model':
      return `${modelName} reads only the newest message. Choose another model to be remembered. ${counted}`
  }
}

/** What is said beside it where the model reads one message alone. */
export function newestOnlyText({ cut }: NextContext, modelName: string): string | null {
  return cut === 'model' ? `${modelName} reads only the newest message` : null
}
