import { create } from 'zustand'
import type { ProfileId } from '../../shared/contract/base.ts'
import type { Profile } from '../../shared/contract/profiles.ts'

export interface AppInfo {
  readonly version: string
  readonly host: 'electron' | 'server'
  readonly dataFolder: string
}

interface SessionState {
  /** `starting` until the core has said who is signed in to this window. */
  readonly phase: 'starting' | 'signed-out' | 'signed-in'
  readonly profile: Profile | null
  /** Why the sign-in page is shown; null where the person knows. */
  readonly notice: string | null
  /** The profile that was signed in to this window last. What it has typed is kept for it alone. */
  readonly lastProfileId: ProfileId | null
  /** A recovery code that has to be shown and saved now. */
  readonly recoveryCode: string | null
  readonly info: AppInfo | null
}

export const useSession = create<SessionState>(() => ({
  phase: 'starting',
  profile: null,
  notice: null,
  lastProfileId: null,
  recoveryCode: null,
  info: null,
}))

export function setProfile(profile: Profile): void {
  useSession.setState({ profile })
}

export function showRecoveryCode(recoveryCode: string): void {
  useSession.setState({ recoveryCode })
}

export function hideRecoveryCode(): void {
  useSession.setState({ recoveryCode: null })
}
