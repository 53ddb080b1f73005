import fc from 'fast-check'
import { expect, it } from 'vitest'
import { searchQuery } from '../../shared/search/searchQuery.ts'
import { snippetOf } from '../../shared/search/snippet.ts'
import { newSeed } from '../support/newSeed.ts'

const marked = (text: string, typed: string): string => {
  const { ranges, text: shown } = snippetOf(text, searchQuery(typed))
  let from = 0
  let all = ''
  for (const { end, start } of ranges) {
    all += `${shown.slice(from, start)}[${shown.slice(start, end)}]`
    from = end
  }
  return all + shown.slice(from)
}

it.each([
  ['A page of paper', 'pa', 'A [page] of [paper]'],
  ['L’Élan vital', 'elan', 'L’[Élan] vital'],
  ['Ve\u0301lo et ve\u0301lo', 'velo', '[Ve\u0301lo] et [ve\u0301lo]'],
  ['Die Straße, die STRASSE', 'strasse', 'Die [Straße], die [STRASSE]'],
  ['我们去北京烤鸭店', '北京', '我们去[北京]烤鸭店'],
  ['が か', 'か', '[が] [か]'],
  ['the big, page is big', '"big page"', 'the [big, page] is big'],
  ['well👍🏽done', '👍', 'well[👍]🏽done'],
  ['x² and x2', 'x2', '[x²] and [x2]'],
  ['nothing here', 'absent', 'nothing here'],
])('marks in %j what %j finds: %j', (text, typed, wanted) => {
  expect(marked(text, typed)).toBe(wanted)
})

it('shows the first place of a long text with what stands around it, cut between words', () => {
  const text = `${'before it all. '.repeat(40)}Here is the needle in the hay. ${'and after that. '.repeat(40)}`
  const shown = marked(text, 'needle')
  expect(shown).toMatch(/^…\S.* Here is the \[needle\] in the hay\. .*\S…$/u)
  expect(shown.length).toBeLessThan(180)
})

it('never cuts a letter in two, however many code units it has, and marks only what is there', () => {
  const letter = fc.constantFrom('👩‍👩‍👧', '👍🏽', '🇩🇪', 'e\u0301\u0316', '𝒳', 'क्षि', 'z', 'y ', '京')
  const property = fc.property(
    fc.array(letter, { maxLength: 300 }),
    fc.array(letter, { maxLength: 300 }),
    (before, after) => {
      const text = `${before.join('')} needle ${after.join('')}`
      const { ranges, text: shown } = snippetOf(text, searchQuery('needle'))
      expect(shown.isWellFormed()).toBe(true)
      const inner = shown.replace(/^…/u, '').replace(/…$/u, '')
      const letters = new Set([...new Intl.Segmenter().segment(text)].map(({ segment }) => segment))
      for (const { segment } of new Intl.Segmenter().segment(inner)) expect(letters).toContain(segment)
      const [range] = ranges
      expect(shown.slice(range?.start, range?.end)).toBe('needle')
    },
  )
  const seed = newSeed('snippets')
  fc.assert(property, { numRuns: 300, seed })
})
