/**
 * What the log may keep of an error: its name, its code and where it was thrown, but never its message, which may
 * quote what somebody wrote or a key.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return `a thrown ${typeof error}`
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : ''
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line))
  const cause = error.cause === undefined ? [] : [`caused by ${describeError(error.cause)}`]
  return [`${error.name}${code}`, ...frames, ...cause].join('\n')
}
