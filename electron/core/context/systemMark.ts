import { createHash } from 'node:crypto'

/** Tells whether two requests had the same system prompt, without its text; empty for none. */
export function systemMark(systemPrompt: string): string {
  return systemPrompt === '' ? '' : createHash('sha256').update(systemPrompt).digest('base64url').slice(0, 16)
}
