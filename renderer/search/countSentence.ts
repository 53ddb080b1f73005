/** What was found, as far as it is counted. */
interface Counted {
  readonly titles: readonly unknown[]
  readonly moreTitles: boolean
  readonly hits: readonly unknown[]
  readonly nextCursor: string | null
}

const plural = new Intl.PluralRules('en')

/** `12 chats`, or `12+ chats` where there are more. */
function counted(count: number, more: boolean, one: string, many: string): string {
  return `${count.toLocaleString('en')}${more ? '+' : ''} ${!more && plural.select(count) === 'one' ? one : many}`
}

function messagesPart({ hits, nextCursor }: Counted): string | null {
  if (hits.length > 0) return counted(hits.length, nextCursor !== null, 'message', 'messages')
  return nextCursor === null ? null : 'no message so far'
}

/** How much was found, as it is shown and read out. */
export function countSentence(found: Counted): string {
  const { moreTitles, titles } = found
  const chats = titles.length > 0 ? counted(titles.length, moreTitles, 'chat', 'chats') : null
  const sentence = [chats, messagesPart(found)].filter((part) => part !== null).join(', ')
  return sentence === '' ? 'Nothing found' : `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`
}
