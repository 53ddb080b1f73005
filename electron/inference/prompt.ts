import type { PromptMessage } from '../../shared/inference.ts'

const speakers = { user: 'User', assistant: 'Assistant' } as const

/**
 * A conversation as one text for a model that follows instructions. A first question is given as it stands, which
 * such models answer best; an exchange before it is written out as a dialogue with the answer left open.
 */
export function instructionText(messages: readonly PromptMessage[], systemPrompt = ''): string {
  const [only, ...others] = messages
  const instruction = systemPrompt === '' ? [] : [systemPrompt]
  if (only && others.length === 0) return [...instruction, only.text].join('\n')
  const lines = messages.map(({ role, text }) => `${speakers[role]}: ${text}`)
  return [...instruction, ...lines, `${speakers.assistant}:`].join('\n')
}

/** The endings of a conversation that begin with a message of the person, shortest first. */
function endings(messages: readonly PromptMessage[]): readonly (readonly PromptMessage[])[] {
  return messages
    .map((message, index) => (message.role === 'user' ? messages.slice(index) : []))
    .filter((ending) => ending.length > 0)
    .toReversed()
}

/**
 * The longest ending of a conversation whose prompt has at most `limit` tokens, as its prompt; null when the
 * newest message alone has more. Looks no further back than the first ending that does not fit: a long
 * conversation costs no more to read than a short one.
 */
export function longestFitting<Prompt extends { readonly length: number }>(
  messages: readonly PromptMessage[],
  limit: number,
  promptOf: (ending: readonly PromptMessage[]) => Prompt,
): Prompt | null {
  let longest: Prompt | null = null
  for (const ending of endings(messages)) {
    const prompt = promptOf(ending)
    if (prompt.length > limit) break
    longest = prompt
  }
  return longest
}
