import type { PromptMessage } from '../../../../shared/inference.ts'

const goOn =
  'Go on with your last answer exactly where its text ends. ' +
  'Do not repeat anything of it, do not begin anew and do not say that you go on.'

/**
 * The messages as every provider and every chat template takes them: beginning with the person, taking turns, and
 * ending with the person, who asks to go on where the last message is an answer.
 */
export function promptTurns(messages: readonly PromptMessage[]): readonly PromptMessage[] {
  const last = messages.at(-1)
  const asked = last?.role === 'assistant' ? [...messages, { role: 'user', text: goOn } as const] : messages
  const first = asked.findIndex(({ role }) => role === 'user')
  // An answer that is to be gone on with stays, also when its question is no longer among the messages.
  const begun =
    first === asked.length - 1 && last?.role === 'assistant' ? asked : asked.slice(Math.max(first, 0))
  const turns: PromptMessage[] = []
  for (const { role, text } of begun) {
    const before = turns.at(-1)
    if (before?.role === role) turns.splice(-1, 1, { role, text: `${before.text}\n\n${text}` })
    else turns.push({ role, text })
  }
  return turns
}
