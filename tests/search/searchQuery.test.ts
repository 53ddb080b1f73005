import { expect, it } from 'vitest'
import { searchQuery } from '../../shared/search/searchQuery.ts'

/** A query in short: phrases joined by ` & `, a `*` behind the beginning of a word. */
const short = (typed: string): string =>
  searchQuery(typed)
    .map(({ prefix, words }) => words.join(' ') + (prefix ? '*' : ''))
    .join(' & ')

it.each([
  ['page', 'page*'],
  ['big page', 'big & page*'],
  ['  page  ', 'page*'],
  ['"big page"', 'big page'],
  ['“big page”', 'big page'],
  ['"big page" no', 'big page & no*'],
  ['no "big page"  ', 'no & big page'],
  ['"big page', 'big & page*'],
  ['say "big page" and "more', 'say & big page & and & more*'],
  ["don't", 'don t*'],
  ['東京タワー', '東 京 タ ワ ー'],
  ['北京 tower', '北 京 & tower*'],
  ['👍', '👍'],
  ['"" """', ''],
  ['cats NOT dogs', 'cats & not & dogs*'],
  ['NEAR(a b, 5)', 'near a & b & 5*'],
  ['title:x -y ^z *', 'title x & y & z*'],
  ['… ( ) * ^ : { } \\ \0', ''],
])('reads %j as %j', (typed, wanted) => {
  expect(short(typed)).toBe(wanted)
})
