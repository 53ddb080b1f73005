/** Texts that hold or kill a page which sets them without a limit: each for a construct of Markdown. */

function filled(unit: string, length: number): string {
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length)
}

function growing(length: number, unit: (index: number) => string): string {
  const parts: string[] = []
  for (let size = 0; size < length; size += parts.at(-1)?.length ?? length) parts.push(unit(parts.length + 1))
  return parts.join('')
}

const half = (length: number, before: string, between: string, after: string): string =>
  filled(before, length / 2) + between + filled(after, length / 2)

/** What the reports were about, at the size they were about. */
export const reportedTexts: Readonly<Record<string, string>> = {
  '1,500 quote marks': `Here you are:\n\n${'>'.repeat(1_500)}`,
  '2,000 nested emphases': `${'*a '.repeat(2_000)}${'a* '.repeat(2_000)}`,
  '2,000 nested lists': growing(200_000, (index) => `${'  '.repeat(index % 2_000)}- x\n`),
  '100 kB of a.': filled('a.', 100_000),
  '100 kB of @b': filled('@b', 100_000),
  '5,000 headings by lines': 'a\n===\n'.repeat(5_000),
  'a table of 5,000 rows': `| a | b |\n| - | - |\n${'| c | d |\n'.repeat(5_000)}`,
  '50,000 list items': '- item\n'.repeat(50_000),
}

const mega = 1_000_000

/** 1 MB each. */
export const megabyteTexts: Readonly<Record<string, string>> = {
  'one line of words': filled('word ', mega),
  'one word': filled('a', mega),
  lines: filled('a\n', mega),
  'short paragraphs': filled('a\n\n', mega),
  'blank lines': `a${filled('\n', mega)}b`,
  'line ends of Windows': filled('a\r\n\r\n', mega),
  // As zeros are kept.
  'characters that are none': filled('\u{FFFD}', mega),
  'one block of code': `\`\`\`js\n${filled('const a = 1\n', mega)}`,
  'many blocks of code': filled('```js\nconst a = 1\n```\n', mega),
  'opening brackets': filled('[', mega),
  'opening links': filled('[a](', mega),
  'opening images': filled('![](', mega),
  'nested images': half(mega, '![', 'a', '](b)'),
  backticks: growing(mega, (index) => `${'`'.repeat(index)} `),
  'less than': filled('<', mega),
  'opening tags': filled('<a b="', mega),
  comments: filled('a <!-- ', mega),
  entities: filled('&amp;', mega),
  'columns of a table': `|${filled('a|', mega / 2)}\n|${filled('-|', mega / 2)}`,
  'rows of a table': `|a|b|\n|-|-|\n${filled('|c|d|\n', mega)}`,
  'references to a footnote': `${filled('[^a] ', mega)}\n\n[^a]: x`,
  footnotes: growing(mega, (index) => `Word[^${index}].\n\n[^${index}]: note\n\n`),
  definitions: growing(mega, (index) => `[a${index}]: /x\n`),
  'emphasis in emphasis': filled('*a **b ', mega),
  stars: half(mega, '*', 'a', '*'),
  'small paragraphs of stars': filled(`${'*a '.repeat(60)}${'a* '.repeat(60)}\n\n`, mega),
  quotes: filled('> a\n', mega),
  'deep quotes': filled(`${'>'.repeat(90)} a\n`, mega),
  'deep lists': growing(mega, (index) => `${'  '.repeat(index % 95)}- x\n`),
  'numbered list': filled('1. a\n', mega),
  'tags of HTML': filled('<div>\n', mega),
  'sub and sup': filled('a<sub>b</sub> ', mega),
  mathematics: filled('$x_1$ ', mega),
  'dollars without end': filled('$a ', mega),
  'formulas displayed': filled('$$\n\\frac{a}{b}\n$$\n\n', mega),
  addresses: filled('www.a.example ', mega),
  'letters of mail': filled('a-b.', mega),
}
