/** The first title of a chat: at most the first five words of its first message, and at most 60 characters. */
export function firstTitle(text: string): string {
  const words = text.trim().split(/\s+/u).slice(0, 5).join(' ')
  const characters = Array.from(words)
  return characters.length > 60 ? `${characters.slice(0, 59).join('')}…` : words
}
