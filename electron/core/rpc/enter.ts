import type { Profile } from '../../../shared/contract/profiles.ts'
import type { Entrance, UnlockedKey } from '../profiles/profileService.ts'
import type { OpenProfile } from '../sessions/openProfile.ts'
import type { CallContext } from './context.ts'

/**
 * Remembers the profile as this machine's last, and the window as one of its own. Where that cannot be written nobody is
 * kept out for it.
 */
function remember({ host, profiles, window }: CallContext, profile: OpenProfile): void {
  profiles.rememberWindow(profile.id, window.id)
  try {
    host.settings.set('lastProfileId', profile.id)
    host.settings.set('theme', profile.preferences().theme)
  } catch (error) {
    host.logger.error('the last profile could not be remembered', error)
  }
}

/** Signs the calling window in and remembers the profile as this machine's last. */
export async function enter(context: CallContext, key: UnlockedKey): Promise<Profile> {
  const profile = await context.sessions.signIn(context.window, key)
  remember(context, profile)
  return context.profiles.get(profile.id)
}

/** Signs the calling window in before new secrets are written, after `first` has been done with the profile. */
export function entranceOf(
  context: CallContext,
  first: (key: UnlockedKey) => Promise<void> = async () => undefined,
): Entrance {
  const { sessions, window } = context
  return {
    async enter(key) {
      await first(key)
      remember(context, await sessions.signIn(window, key))
    },
    leave: () => sessions.signOut(window),
  }
}
