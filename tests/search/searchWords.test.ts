import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openConnection } from '../../electron/core/database/connection.ts'
import {
  indexedWords,
  mostIndexedWords,
  placedWordsOf,
  searchWords,
  wordsOf,
} from '../../shared/search/searchWords.ts'
import { newSeed } from '../support/newSeed.ts'

it.each([
  ['Élan naïve ÅNGSTRÖM', ['elan', 'naive', 'angstrom']],
  ['Łódź Straße STRASSE Ærø', ['lodz', 'strasse', 'strasse', 'aero']],
  ['Ёлка и ΛΌΓΟΣ λόγος', ['елка', 'и', 'λογοσ', 'λογοσ']],
  ['ﬁne ½ x² Ｗｉｄｅ', ['fine', '1', '2', 'x2', 'wide']],
  ['don’t foo_bar a@b.com C++', ['don', 't', 'foo', 'bar', 'a', 'b', 'com', 'c']],
  ['東京タワー', ['東', '京', 'タ', 'ワ', 'ー']],
  ['Python入門', ['python', '入', '門']],
  ['ไทย', ['ไ', 'ท', 'ย']],
  ['Hi👍🏽 👩‍👩‍👧 🇩🇪', ['hi', '👍', '👩', '👩', '👧', '🇩', '🇪']],
  ['مُحَمَّد أحمد', ['محمد', 'احمد']],
  ['co\u00ADoperate a\uFE0Fb', ['cooperate', 'ab']],
  ['lone \uD800 surrogate \0 and control', ['lone', 'surrogate', 'and', 'control']],
  ['… — !!! ()', []],
  ['', []],
])('takes the words of %j for %j', (text, words) => {
  expect(wordsOf(text)).toEqual(words)
})

it('cuts a word without end, which would make the index as large as the text', () => {
  expect(searchWords('x'.repeat(100_000)).length).toBeLessThan(100)
  expect(searchWords('\u{20000}'.repeat(3))).toBe('\u{20000} \u{20000} \u{20000}')
})

it('places the same words that it indexes, each where it stands', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({
      unit: fc.constantFrom('é', 'e\u0301', '\u0316', 'が', 'ｶ', 'ﾞ', 'ß', '👍', ' ', 'a', '京', 'ำ'),
      maxLength: 30,
    }),
  )
  const property = fc.property(text, (given) => {
    const placed = [...placedWordsOf(given)]
    expect(placed.map(({ word }) => word)).toEqual(wordsOf(given))
    for (const { end, start, word } of placed) {
      expect(start).toBeLessThan(end)
      expect(end).toBeLessThanOrEqual(given.length)
      // What stands there says the word, perhaps with others that come out of the same letters.
      expect(wordsOf(given.slice(start, end)).join('')).toContain(word)
    }
  })
  const seed = newSeed('places of words')
  fc.assert(property, { numRuns: 2_000, seed })
})

it('gives the index words that it keeps whole, whatever letter they are of', () => {
  const words = new Set<string>()
  for (let code = 1; code < 0x110000; code += 1) {
    if (code >= 0xd800 && code <= 0xdfff) continue
    for (const word of wordsOf(String.fromCodePoint(code))) words.add(word)
  }
  const db = openConnection({ file: ':memory:' })
  db.exec(`
    CREATE VIRTUAL TABLE kept USING fts5 (words, tokenize = 'ascii');
    CREATE VIRTUAL TABLE vocabulary USING fts5vocab ('kept', 'row');
  `)
  db.prepare('INSERT INTO kept (words) VALUES (?)').run([...words].join(' '))
  const kept = db.prepare<[], string>('SELECT term FROM vocabulary').pluck().all()
  db.close()
  expect(kept.length).toBe(words.size)
  expect(kept.filter((term) => !words.has(term))).toEqual([])
})

it.each([
  ['one word of Korean', '\uac01'.repeat(1_000_000)],
  ['one word with accents', 'e\u0301'.repeat(500_000)],
  ['Chinese', '\u6f22'.repeat(1_000_000)],
  ['emoji', '\u{1f600}'.repeat(500_000)],
  ['ligatures of eighteen letters', '\ufdfa'.repeat(1_000_000)],
  ['nothing but spaces', ' '.repeat(1_000_000)],
  ['nothing but joiners', '\u200d'.repeat(1_000_000)],
])('indexes a million characters, %s, in bounds', (_name, text) => {
  const words = indexedWords(text)
  expect(words.split(' ').length).toBeLessThanOrEqual(mostIndexedWords)
})

it('takes a long text apart between its words, with the same words and places', () => {
  const text = Array.from({ length: 20_000 }, (_, index) => `w\u00f6rd${index} \u{1f600}`).join(' ')
  const words = text.toLowerCase().replaceAll('\u00f6', 'o').split(' ')
  expect(wordsOf(text)).toEqual(words)
  expect([...placedWordsOf(text)].map(({ word }) => word)).toEqual(words)
  const last = [...placedWordsOf(text)].at(-1)
  expect(last).toEqual({ word: '\u{1f600}', start: text.length - 2, end: text.length })
})
