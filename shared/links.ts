/** The only links that may leave the window: `https:` and `mailto:`. Anything else is shown as text. */
export function isExternalLink(link: string): boolean {
  return /^(https:\/\/|mailto:)\S+$/iu.test(link)
}
