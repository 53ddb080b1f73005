export interface ModelListRow {
  readonly attack: string
  /** One row of the list, as JSON, between two good ones. */
  readonly row: string
  /** What is listed of it; nothing where it is left out. */
  readonly model?: { readonly name: string; readonly label: string; readonly contextTokens?: number | null }
}

const named = (name: string, label = name) => ({ model: { name, label } })
const id = (text: string): string => `{"id":${JSON.stringify(text)}}`

/** Rows of a list of models as no server should write them. */
export const modelListRows: readonly ModelListRow[] = [
  { attack: 'an id that is __proto__', row: id('__proto__'), ...named('__proto__') },
  { attack: 'an id that is constructor', row: id('constructor'), ...named('constructor') },
  { attack: 'an id that is toString', row: id('toString'), ...named('toString') },
  { attack: 'a member that is __proto__', row: '{"__proto__":{"id":"x"},"id":"y"}', ...named('y') },
  { attack: 'a prototype alone', row: '{"__proto__":{"id":"x"}}' },
  { attack: 'an id of nothing', row: id('') },
  { attack: 'an id of spaces', row: id(' \t\n') },
  { attack: 'an id of zero-width spaces', row: id('\u200B\u200B') },
  { attack: 'an id with a zero byte', row: id('a\0b') },
  { attack: 'an id with a line end', row: id('a\nb') },
  { attack: 'an id with an escape', row: id('a\u001B[31mb') },
  { attack: 'an id that changes direction', row: id('a\u202Eb') },
  { attack: 'an id with isolates', row: id('a\u2066b') },
  { attack: 'an id with half a character', row: '{"id":"a\\ud800"}' },
  { attack: 'an id with the other half', row: '{"id":"a\\ude00"}' },
  { attack: 'an id of a line separator', row: id('a\u2028b') },
  { attack: 'an id as long as none', row: id('x'.repeat(1_025)) },
  { attack: 'an id that is a number', row: '{"id":7}' },
  { attack: 'an id that is a list', row: '{"id":["a"]}' },
  { attack: 'an id that says it is text', row: '{"id":{"toString":1}}' },
  { attack: 'an id that is an address', row: id('javascript:alert(1)'), ...named('javascript:alert(1)') },
  { attack: 'an id that leads elsewhere', row: id('../../etc/passwd'), ...named('../../etc/passwd') },
  {
    attack: 'an id that is markup',
    row: id('<img src=x onerror=alert(1)>'),
    ...named('<img src=x onerror=alert(1)>'),
  },
  { attack: 'a label of nothing to see', row: '{"id":"y","name":"\u200B\u2060\u3164"}', ...named('y') },
  { attack: 'a label that changes direction', row: '{"id":"y","name":"a\u202Eb"}', ...named('y', 'a b') },
  { attack: 'a label with line ends', row: '{"id":"y","name":"a\\n\\nb"}', ...named('y', 'a  b') },
  {
    attack: 'a label without an end',
    row: JSON.stringify({ id: 'y', name: 'ab'.repeat(500) }),
    ...named('y', `${'ab'.repeat(500).slice(0, 119)}…`),
  },
  { attack: 'a label that is an object', row: '{"id":"y","name":{"toString":1}}', ...named('y') },
  {
    attack: 'a context below nothing',
    row: '{"id":"y","context_length":-1}',
    model: { name: 'y', label: 'y', contextTokens: null },
  },
  {
    attack: 'a context beyond any number',
    row: '{"id":"y","context_length":1e999}',
    model: { name: 'y', label: 'y', contextTokens: null },
  },
  {
    attack: 'a context of 64 bits',
    row: '{"id":"y","context_length":18446744073709551615}',
    model: { name: 'y', label: 'y', contextTokens: 1_000_000_000 },
  },
  {
    attack: 'a context that is text',
    row: '{"id":"y","context_length":"8k"}',
    model: { name: 'y', label: 'y', contextTokens: null },
  },
  {
    attack: 'what it accepts as no list',
    row: '{"id":"y","architecture":{"input_modalities":{"length":1e9}}}',
    ...named('y'),
  },
  { attack: 'the same id again', row: id('first') },
  { attack: 'null', row: 'null' },
  { attack: 'a list', row: '[]' },
  { attack: 'a text', row: '"text"' },
  {
    attack: 'a row of a thousand members',
    row: `{"id":"y",${Array.from({ length: 1_000 }, (_, index) => `"m${index}":1`).join(',')}}`,
    ...named('y'),
  },
  { attack: 'a row that is deep', row: `{"id":"y","x":${'['.repeat(150)}${']'.repeat(150)}}`, ...named('y') },
]
