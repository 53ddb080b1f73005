import { create } from 'zustand'
import type { ProfileId } from '../../shared/contract/base.ts'
import type { KeyStoreState, ListRepair, ProfileSummary } from '../../shared/contract/profiles.ts'
import { callBeyondSession } from '../connection/call.ts'

interface ProfilesState {
  /** Null until they have been fetched. The one to be offered first comes first. */
  readonly profiles: readonly ProfileSummary[] | null
  readonly lastProfileId: ProfileId | null
  readonly keyStore: KeyStoreState
  /** What was wrong with the list when Confab was started; null for nothing. */
  readonly repair: ListRepair | null
}

export const useProfiles = create<ProfilesState>(() => ({
  profiles: null,
  lastProfileId: null,
  keyStore: { available: false, reason: 'absent' },
  repair: null,
}))

export async function fetchProfiles(): Promise<void> {
  const { profiles, ...rest } = await callBeyondSession((client) => client.profiles.list({}))
  useProfiles.setState({ profiles: newestFirst(profiles), ...rest })
}

function newestFirst(profiles: readonly ProfileSummary[]): readonly ProfileSummary[] {
  return profiles.toSorted((one, other) => (other.lastSignedInAt ?? 0) - (one.lastSignedInAt ?? 0))
}
