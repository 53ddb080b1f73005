import type { Endpoint } from '../providers/provider.ts'

/** Keys and addresses that the machine gives to profiles without their own. */
export interface MachineKeys {
  readonly apiKey: string | null
  readonly baseUrl: string | null
}

const names = {
  gemini: { apiKey: 'GEMINI_API_KEY', baseUrl: 'GEMINI_BASE_URL' },
  openai: { apiKey: 'OPENAI_API_KEY', baseUrl: 'OPENAI_BASE_URL' },
} as const

/** What the environment says of a provider; nothing for a server of one's own. */
export function machineKeys(
  kind: Endpoint['kind'],
  environment: Readonly<Record<string, string | undefined>>,
): MachineKeys {
  if (kind === 'server') return { apiKey: null, baseUrl: null }
  const read = (name: string): string | null => environment[name]?.trim() || null
  return { apiKey: read(names[kind].apiKey), baseUrl: read(names[kind].baseUrl) }
}
