/** The only links that may leave the window: `https:`, `http:` and `mailto:`. Anything else is shown as text. */
export function isExternalLink(link: string): boolean {
  return /^(https?:\/\/|mailto:)\S+$/iu.test(link)
}
