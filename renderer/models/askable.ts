import { isLoopback } from '../../shared/loopback.ts'
import type { Connection } from '../../shared/contract/connections.ts'
import type { Preferences } from '../../shared/contract/preferences.ts'
import { usePreferences } from '../preferences/preferencesStore.ts'

type Rules = Pick<Preferences, 'offlineOnly' | 'offlineLocalServers'>

/** Whether Offline only leaves a connection to be asked. The core decides; this says so beforehand. */
export function isAskable(rules: Rules | null, { baseUrl }: Pick<Connection, 'baseUrl'>): boolean {
  if (rules === null || !rules.offlineOnly) return true
  const url = baseUrl === null ? null : URL.parse(baseUrl)
  return rules.offlineLocalServers && url !== null && isLoopback(url)
}

/** Those of the connections that can be asked now. */
export function useAskable(connections: readonly Connection[]): readonly Connection[] {
  const rules = usePreferences((state) => state.preferences)
  return connections.filter((connection) => isAskable(rules, connection))
}
