import { describe, expect, it } from 'vitest'
import { CallError } from '../../electron/core/callError.ts'
import { startFailure } from '../../electron/core/startFailure.ts'

const failure = (code: string): Error => Object.assign(new Error(`${code}: refused`), { code })

describe('what is said when Confab cannot start', () => {
  it.each([
    [new CallError('DATABASE_NEWER', { found: 50, supported: 2 }), /newer Confab.*Install that version/u],
    [new CallError('DISK_FULL'), /the disk is full.*Make room/u],
    [failure('ENOSPC'), /the disk is full.*Make room/u],
    [failure('EACCES'), /may not read or write.*--data/u],
    [failure('EROFS'), /cannot be written to.*--data/u],
    [failure('SQLITE_CANTOPEN_ISDIR'), /may not open its files.*--data/u],
    [failure('SQLITE_BUSY'), /another program holds.*Close/u],
  ])('names the reason and what to do, not a code (%s)', (error, sentence) => {
    const said = startFailure(error)
    expect(said).toMatch(/^Confab could not start: /u)
    expect(said).toMatch(sentence)
    expect(said).not.toMatch(/[A-Z]{2,}_?[A-Z]{3,}/u)
  })

  it('says an error that nobody foresaw in its own words', () => {
    expect(startFailure(new Error('Unknown option'))).toBe('Confab could not start: Unknown option.')
  })
})
