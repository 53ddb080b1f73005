import type { ProfileId } from '../../../shared/contract/base.ts'
import type { Event } from '../../../shared/contract/events.ts'
import type { Preferences } from '../../../shared/contract/preferences.ts'
import type { ProfileBackups } from '../backups/profileBackups.ts'
import type { Runs } from '../chat/runs.ts'
import type { Connections } from '../connections/connections.ts'
import type { ProfileDatabase } from '../database/profileDatabase.ts'
import type { NetworkGate } from '../providers/remote/networkGate.ts'
import type { Imports } from '../transfer/imports.ts'

/** Whoever is told what happens in a profile: a window that is signed in to it. */
export interface EventReceiver {
  push(event: Event): void
}

/** A profile while it is signed in somewhere: its open database, its key, its running answers, who is told of them. */
export interface OpenProfile {
  readonly id: ProfileId
  readonly database: ProfileDatabase
  readonly dataKey: Buffer
  readonly runs: Runs
  readonly connections: Connections
  /** Whom may be asked over the network. */
  readonly gate: NetworkGate
  readonly backups: ProfileBackups
  readonly imports: Imports
  readonly receivers: Set<EventReceiver>
  /** Tells every window of the profile. */
  publish(event: Event): void
  /** Somebody did something: the idle clock starts again. */
  touch(): void
  lastActivityAt(): number
  /** The preferences as last read or written. */
  preferences(): Preferences
  updatePreferences(changes: Partial<Preferences>): Promise<Preferences>
}

export interface OpenProfileParts {
  readonly id: ProfileId
  readonly database: ProfileDatabase
  readonly dataKey: Buffer
  readonly preferences: Preferences
  readonly now: () => number
  /** The preferences have been changed; nobody was told yet. */
  readonly onPreferences: (preferences: Preferences) => void
  readonly connections: Connections
  readonly gate: NetworkGate
  readonly createBackups: (publish: (event: Event) => void) => ProfileBackups
  readonly createImports: (publish: (event: Event) => void) => Imports
  /** `current` tells the preferences as they are then. */
  readonly createRuns: (publish: (event: Event) => void, current: () => Preferences) => Runs
}

export function createOpenProfile(parts: OpenProfileParts): OpenProfile {
  const receivers = new Set<EventReceiver>()
  let lastActivity = parts.now()
  let { preferences } = parts

  function publish(event: Event): void {
    for (const receiver of receivers) receiver.push(event)
  }

  return {
    id: parts.id,
    database: parts.database,
    dataKey: parts.dataKey,
    runs: parts.createRuns(publish, () => preferences),
    connections: parts.connections,
    gate: parts.gate,
    backups: parts.createBackups(publish),
    imports: parts.createImports(publish),
    receivers,
    publish,
    touch() {
      lastActivity = parts.now()
    },
    lastActivityAt: () => lastActivity,
    preferences: () => preferences,
    async updatePreferences(changes) {
      preferences = await parts.database.updatePreferences(changes)
      parts.onPreferences(preferences)
      publish({ type: 'preferences-changed', preferences })
      return preferences
    },
  }
}
