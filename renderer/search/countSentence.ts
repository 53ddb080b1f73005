import type { Found } from './searchStore.ts'

const plural = new Intl.PluralRules('en')

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${plural.select(count) === 'one' ? one : many}`
}

/** How much was found, as it is shown and read out. */
export function countSentence({ hits, nextCursor, titles }: Found): string {
  const messages = counted(hits.length, 'message', 'messages')
  const more = nextCursor === null ? messages : `${hits.length === 0 ? 'No message' : messages} so far`
  if (titles.length === 0) return hits.length === 0 && nextCursor === null ? 'Nothing found' : more
  return `${counted(titles.length, 'chat', 'chats')}, ${more}`
}
