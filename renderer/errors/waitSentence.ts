/** What is said of a wait of so many seconds, of which at least one is left. */
export function waitSentence(secondsLeft: number): string {
  return `Too many attempts. Try again in ${durationText(secondsLeft)}.`
}

function durationText(seconds: number): string {
  if (seconds < 60) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} minutes`
}
