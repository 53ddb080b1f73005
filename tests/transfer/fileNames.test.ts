import { describe, expect, it } from 'vitest'
import { safeName, UniqueNames } from '../../electron/core/transfer/fileNames.ts'

describe('a name of a file', () => {
  it.each([
    ['Plans for May', 'Plans for May'],
    ['../../etc/passwd', 'etc passwd'],
    ['..\\..\\windows', 'windows'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a b c d e f g h i j'],
    ['line\nbreak\0nul\ttab', 'line break nul tab'],
    ['CON', '_CON'],
    ['con.txt', '_con.txt'],
    ['com1', '_com1'],
    ['LPT²', '_LPT²'],
    ['console', 'console'],
    ['trailing. . .', 'trailing'],
    ['.hidden', 'hidden'],
    ['...', 'Chat'],
    ['', 'Chat'],
    ['\u202Egnp.exe', 'gnp.exe'],
    ['Größe 東京 🎉', 'Größe 東京 🎉'],
    ['e\u0301', '\u00e9'],
    ['lone \uD800 half', 'lone \uFFFD half'],
  ])('is made of %j as %j', (title, name) => {
    expect(safeName(title, 'Chat')).toBe(name)
  })

  it('is at most 120 bytes long and cuts no character apart', () => {
    const name = safeName('🎉'.repeat(100), 'Chat')
    expect(Buffer.byteLength(name)).toBe(120)
    expect(name.isWellFormed()).toBe(true)
  })

  it('is given out once in a folder, whatever its case', () => {
    const names = new UniqueNames()
    const taken = ['a', 'A', 'a', 'a (2)', 'b'].map((name) => names.take('', name, '.md'))
    expect(taken).toEqual(['a.md', 'A (2).md', 'a (3).md', 'a (2) (2).md', 'b.md'])
    expect(names.take('folder/', 'a', '.md')).toBe('folder/a.md')
  })

  it('is found quickly where thousands of chats are called the same', () => {
    const names = new UniqueNames()
    const taken = Array.from({ length: 5_000 }, () => names.take('', 'Untitled chat', '.md'))
    expect(new Set(taken).size).toBe(5_000)
  })
})
