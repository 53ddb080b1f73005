import { shell } from 'electron'
import { isExternalLink } from '../../shared/links.ts'
import type { Logger } from '../core/host.ts'

/** Parameters by which some mail programs attach a file of the disk to the letter. */
const attachments = ['attach', 'attachment']

/** The address to give to the operating system, or undefined when a link must not leave the window. */
export function externalAddress(link: string): string | undefined {
  if (!isExternalLink(link) || !URL.canParse(link)) return undefined
  const url = new URL(link)
  if (!['https:', 'http:', 'mailto:'].includes(url.protocol)) return undefined
  const parameters = [...url.searchParams.keys()].map((name) => name.toLowerCase())
  if (url.protocol === 'mailto:' && parameters.some((name) => attachments.includes(name))) return undefined
  return url.href
}

/** The one way out of the window: opens `https:` and `http:` in the browser and `mailto:` in the mail program, nothing else. */
export function openExternalLink(link: string, logger: Logger): void {
  const address = externalAddress(link)
  if (address === undefined) {
    logger.warn('a link that may not leave the window was refused')
    return
  }
  shell.openExternal(address).catch((error: unknown) => logger.error('a link could not be opened', error))
}
