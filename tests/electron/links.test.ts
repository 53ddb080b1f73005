import { afterEach, describe, expect, it, vi } from 'vitest'
import { externalAddress, openExternalLink } from '../../electron/main/links.ts'
import { memoryLogger } from '../support/memoryLogger.ts'

const openExternal = vi.hoisted(() => vi.fn<(url: string) => Promise<void>>(() => Promise.resolve()))
vi.mock('electron', () => ({ shell: { openExternal } }))

describe('externalAddress', () => {
  it.each([
    ['https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
    ['http://example.com/a', 'http://example.com/a'],
    ['HTTPS://EXAMPLE.COM/A', 'https://example.com/A'],
    ['mailto:someone@example.com?subject=Hello', 'mailto:someone@example.com?subject=Hello'],
  ])('lets %s out as %s', (link, address) => {
    expect(externalAddress(link)).toBe(address)
  })

  it.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'java\nscript:alert(1)',
    ' https://example.com/',
    'https://example.com/ https://other.example/',
    '\thttps://example.com/',
    'file:///etc/passwd',
    'http:example.com',
    'http://',
    'data:text/html,<script>alert(1)</script>',
    'blob:https://example.com/1',
    'app://confab/',
    'smb://example.com/share',
    'ms-msdt:/id',
    'https://',
    'https:example.com',
    '//example.com/',
    '',
  ])('keeps %j in', (link) => {
    expect(externalAddress(link)).toBeUndefined()
  })

  it('keeps letters in that would carry a file of the disk along', () => {
    expect(externalAddress('mailto:a@example.com?attach=/etc/passwd')).toBeUndefined()
    expect(externalAddress('mailto:a@example.com?subject=x&ATTACHMENT=/etc/passwd')).toBeUndefined()
  })
})

describe('openExternalLink', () => {
  afterEach(() => openExternal.mockClear())

  it('gives a good link to the operating system', () => {
    openExternalLink('https://example.com/', memoryLogger())
    expect(openExternal).toHaveBeenCalledExactlyOnceWith('https://example.com/')
  })

  it('logs a refusal without the link, which may be of a conversation', () => {
    const logger = memoryLogger()
    const { lines } = logger
    openExternalLink('file:///home/somebody/secret', logger)
    expect(openExternal).not.toHaveBeenCalled()
    expect(lines.join('\n')).toMatch(/refused/u)
    expect(lines.join('\n')).not.toContain('secret')
  })
})
