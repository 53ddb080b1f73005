const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (character) => entities[character] ?? '')
}

/** A text as it is, with its line breaks. */
export function plainHtml(text: string): string {
  return `<p class="plain">${escaped(text)}</p>`
}
