/** Pure: why nothing of an answer arrives yet, in words. */

export function queueSentence(position: number): string {
  return `Waiting for the model: ${position} ${position === 1 ? 'answer' : 'answers'} before this one`
}

/** Both times in epoch milliseconds. */
export function retrySentence(retryAt: number, now: number): string {
  const seconds = Math.ceil((retryAt - now) / 1_000)
  return seconds > 0
    ? `The provider is busy. Trying again in ${seconds} s`
    : 'The provider is busy. Trying again now'
}
