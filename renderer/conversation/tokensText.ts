const numbers = new Intl.NumberFormat('en')

/** How many tokens were read and written for an answer, as its provider counted them. Null where it did not. */
export function tokensText(input: number | null, output: number | null): string | null {
  const parts = [
    ...(input === null ? [] : [`${numbers.format(input)} in`]),
    ...(output === null ? [] : [`${numbers.format(output)} out`]),
  ]
  return parts.length === 0 ? null : `${parts.join(', ')} tokens`
}
