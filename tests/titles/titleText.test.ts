import { describe, expect, it } from 'vitest'
import { titleIn, titleQuestion } from '../../electron/core/chat/titleText.ts'

describe('a title in what a model answered', () => {
  it.each([
    ['The capital of France', 'The capital of France'],
    ['  "The capital of France."  ', 'The capital of France'],
    ['“Die Hauptstadt Frankreichs”.', 'Die Hauptstadt Frankreichs'],
    ['**Capital of France**', 'Capital of France'],
    ['# Capital of France\n\nIt is about Paris.', 'Capital of France'],
    ['Title: Capital of France', 'Capital of France'],
    ['Sure! Here is a title: "Capital of France"', 'Capital of France'],
    ['`npm install` fails', 'npm install fails'],
    ['フランスの首都。', 'フランスの首都'],
    ['「フランスの首都」', 'フランスの首都'],
    ['\n\nCapital\tof   France', 'Capital of France'],
    ['Version 2.0: what is new', 'Version 2.0: what is new'],
    ['What is a page?', 'What is a page?'],
  ])('%j is %j', (answer, title) => {
    expect(titleIn(answer)).toBe(title)
  })

  it.each([
    ['nothing', ''],
    ['blanks', ' \n\t '],
    ['marks alone', '***…***'],
    ['a word that names nothing', 'Untitled.'],
    ['a sentence', 'This conversation is about the capital of France and its long history.'],
    ['a word without an end', 'x'.repeat(300)],
  ])('is none where that is %s', (_, answer) => {
    expect(titleIn(answer)).toBeNull()
  })

  it('is asked for with an excerpt of what was said, however much that was', () => {
    const asked = titleQuestion('q'.repeat(200_000), '😀'.repeat(5_000))
    expect(asked.length).toBeLessThan(4_200)
    expect(asked.isWellFormed()).toBe(true)
  })
})

it('finds a title, or that there is none, whatever a model went on to write', () => {
  expect(titleIn(`${'.'.repeat(1_000_000)}a`)).toBeNull()
  expect(titleIn(`a${'_'.repeat(1_000_000)}a`)).toBe('a')
  expect(titleIn(`Trains in Peru\n${'.'.repeat(1_000_000)}a`)).toBe('Trains in Peru')
})
