import { describe, expect, it } from 'vitest'
import { ReasoningTags } from '../../electron/core/providers/remote/reasoningTags.ts'

interface Told {
  readonly text: string
  readonly reasoning: string
}

/** What is told apart in pieces of an answer. */
function told(...pieces: readonly string[]): Told {
  const tags = new ReasoningTags()
  let text = ''
  let reasoning = ''
  for (const piece of [...pieces.flatMap((given) => [...tags.push(given)]), ...tags.end()]) {
    if (piece.type === 'text') text += piece.text
    if (piece.type === 'reasoning') reasoning += piece.text
    if (piece.type === 'text-was-reasoning') {
      reasoning += text.slice(text.length - piece.length)
      text = text.slice(0, text.length - piece.length)
    }
  }
  return { text, reasoning }
}

const cases: readonly (readonly [fault: string, answer: string, text: string, reasoning: string])[] = [
  ['a block before the answer', '<think>\nHm.</think>\n\nGood.', 'Good.', 'Hm.'],
  ['another name of it', '<thinking>Hm.</thinking>Good.', 'Good.', 'Hm.'],
  ['a third', '<reasoning>Hm.</reasoning> Good.', 'Good.', 'Hm.'],
  ['capital letters', '<Think>Hm.</THINK>Good.', 'Good.', 'Hm.'],
  ['other marks', '[THINK]Hm.[/THINK]Good.', 'Good.', 'Hm.'],
  ['those of Kimi', '◁think▷Hm.◁/think▷Good.', 'Good.', 'Hm.'],
  [
    'channels',
    '<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>Good.',
    'Good.',
    'Hm.',
  ],
  ['white space before it', '\n\n <think>Hm.</think>Good.', 'Good.', 'Hm.'],
  ['an empty block', '<think>\n\n</think>\n\nGood.', 'Good.', ''],
  ['no end', '<think>Hm. And so on', '', 'Hm. And so on'],
  ['an end that is begun', '<think>Hm.</thi', '', 'Hm.</thi'],
  ['the closing tag alone', 'Hm.\n</think>\n\nGood.', 'Good.', 'Hm.\n'],
  ['the closing tag alone, and first', '</think>\n\nGood.', 'Good.', ''],
  ['a block in the midst', 'Go<think>Hm.</think>od.', 'Good.', 'Hm.'],
  ['two blocks', '<think>One.</think>Go<think>Two.</think>od.', 'Good.', 'One.\n\nTwo.'],
  ['one in another', '<think>a<think>b</think>c</think>Good.', 'Good.', 'a<think>bc'],
  ['what only begins like a tag', 'a <b and <thi and [th', 'a <b and <thi and [th', ''],
  ['no tags', '  Good.\n', '  Good.\n', ''],
  ['tags that are spoken of in code', 'Use `<think>` here.', 'Use `<think>` here.', ''],
  ['tags within a fence', '```xml\n<think>a</think>\n```\nSo.', '```xml\n<think>a</think>\n```\nSo.', ''],
  ['a block after a fence', '```\na\n```\n<think>Hm.</think>So.', '```\na\n```\nSo.', 'Hm.'],
  [
    'a closing tag that is spoken of later',
    '<think>a</think>It ends with </think>.',
    'It ends with </think>.',
    'a',
  ],
]

describe('reasoning in the text of an answer', () => {
  it.each(cases)('is told apart: %s', (_, answer, text, reasoning) => {
    expect(told(answer)).toEqual({ text, reasoning })
  })

  it.each(cases)('is told apart wherever the answer is cut: %s', (_, answer, text, reasoning) => {
    expect(told(...answer.split(''))).toEqual({ text, reasoning })
    for (let cut = 1; cut < answer.length; cut += 1)
      expect(told(answer.slice(0, cut), answer.slice(cut))).toEqual({ text, reasoning })
  })

  it('takes a text of tags alone in time that grows with its length', () => {
    const { reasoning } = told('<think></think>'.repeat(50_000))
    expect(reasoning).toBe('')
    expect(told('x</think>'.repeat(50_000)).text.length).toBeGreaterThan(400_000)
  })
})
