export interface TaggedRow {
  readonly attack: string
  readonly whole: string
  readonly text: string
  readonly reasoning: string
}

/** Tags of reasoning where nobody expects them. */
export const taggedRows: readonly TaggedRow[] = [
  { attack: 'in capitals', whole: '<THINK>a</Think>b', text: 'b', reasoning: 'a' },
  { attack: 'nested', whole: '<think>a<think>b</think>c</think>d', text: 'd', reasoning: 'a<think>bc' },
  { attack: 'one in another', whole: '<thinking>a</think>b', text: 'b', reasoning: 'a' },
  {
    attack: 'with an attribute',
    whole: '<think class="x">a</think class>b',
    text: '<think class="x">a</think class>b',
    reasoning: '',
  },
  { attack: 'nearly one', whole: 'a <thinks> b <thin', text: 'a <thinks> b <thin', reasoning: '' },
  { attack: 'in code', whole: 'a `<think>` b', text: 'a `<think>` b', reasoning: '' },
  {
    attack: 'in a block of code',
    whole: 'a\n```\n<think>\n```\nb',
    text: 'a\n```\n<think>\n```\nb',
    reasoning: '',
  },
  { attack: 'empty', whole: '<think></think>b', text: 'b', reasoning: '' },
  { attack: 'of nothing but space', whole: '<think>\n\n</think>\n\nb', text: 'b', reasoning: '' },
  { attack: 'twice', whole: '<think>a</think>b<think>c</think>d', text: 'bd', reasoning: 'a\n\nc' },
  { attack: 'closed alone', whole: 'a</think>b', text: 'b', reasoning: 'a' },
  { attack: 'in square brackets', whole: '[THINK]a[/THINK]b', text: 'b', reasoning: 'a' },
  { attack: 'of triangles', whole: '◁think▷a◁/think▷b', text: 'b', reasoning: 'a' },
  { attack: 'behind an emoji', whole: '🦄<think>🦄</think>🦄', text: '🦄🦄', reasoning: '🦄' },
]

/** The text cut at every place where a character begins, and letter by letter. */
export function cutsOf(whole: string): readonly (readonly string[])[] {
  const letters = Array.from(whole)
  const twice = letters.map((_, at) => [letters.slice(0, at).join(''), letters.slice(at).join('')])
  return [...twice, letters]
}
