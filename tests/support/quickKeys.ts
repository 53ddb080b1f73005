/** For a runner's configuration: its workers, and every Node that they start, derive keys quickly (`quickArgon2.ts`). */
export function deriveKeysQuickly(): void {
  const option = `--import=${new URL('quickArgon2.ts', import.meta.url).href}`
  const given = process.env['NODE_OPTIONS'] ?? ''
  // A configuration is read again in every worker.
  if (!given.includes(option)) process.env['NODE_OPTIONS'] = `${given} ${option}`.trim()
}
