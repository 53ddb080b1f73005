import type { LocalModelManifest } from './inference.ts'

/** How many tokens may be read and written for one request. */
export interface TokenLimits {
  readonly input: number
  readonly output: (inputTokens: number) => number
}

/**
 * An encoder-decoder reads and writes apart; any other model has one room for both, of which at least a half is
 * left to the question however long the answer may be.
 */
export function tokenLimits(manifest: LocalModelManifest): TokenLimits {
  const { contextTokens, maxNewTokens } = manifest
  switch (manifest.task) {
    case 'text2text-generation':
      return { input: contextTokens, output: () => maxNewTokens }
    case 'text-generation':
      return {
        input: contextTokens - Math.min(maxNewTokens, Math.floor(contextTokens / 2)),
        output: (inputTokens) => Math.min(maxNewTokens, contextTokens - inputTokens),
      }
  }
}
