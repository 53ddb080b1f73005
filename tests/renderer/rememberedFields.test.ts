/** No field may be one that a browser writes to its disk: tests/browser/browserFiles.spec.ts shows what it would. */
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { repository } from '../support/folders.ts'

interface Tag {
  readonly name: string
  readonly text: string
  /** `file:line` */
  readonly place: string
}

/** The length of a tag: up to the first `>` that stands in no braces, where it would be an arrow or a comparison. */
function lengthOfTag(text: string): number {
  let depth = 0
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (character === '{') depth += 1
    if (character === '}') depth -= 1
    if (character === '>' && depth === 0) return at + 1
  }
  return text.length
}

function tagsIn(file: string): readonly Tag[] {
  const source = readFileSync(path.join(repository, file), 'utf8')
  return [...source.matchAll(/<(form|textarea|input)\b/gu)].map(({ 1: name = '', index }) => ({
    name,
    text: source.slice(index, index + lengthOfTag(source.slice(index))),
    place: `${file}:${source.slice(0, index).split('\n').length}`,
  }))
}

/** Whether a browser may remember a form or a field. */
function isRemembered({ name, text }: Tag): boolean {
  if (name !== 'input') return !text.includes('autoComplete="off"')
  if (/type="(?:radio|checkbox|file)"/u.test(text)) return false
  // A field that a password manager fills says which it is, in a form that is not remembered.
  return !/autoComplete="/u.test(text)
}

describe('the fields of the window', () => {
  const tags = globSync('renderer/**/*.tsx', { cwd: repository }).flatMap((file) => tagsIn(file))

  it('are found', () => {
    expect(tags.filter(({ name }) => name === 'textarea').length).toBeGreaterThan(3)
    expect(tags.filter(({ name }) => name === 'form').length).toBeGreaterThan(1)
    expect(tags.filter(({ name }) => name === 'input').length).toBeGreaterThan(10)
  })

  it('are none that a browser remembers', () => {
    expect(tags.filter(isRemembered).map(({ place }) => place)).toEqual([])
  })
})
