import { callerOf, procedures, profileOf, type CallContext } from '../context.ts'
import { createFromUpload } from '../createFromUpload.ts'
import { againWhenStale } from '../../profiles/staleKey.ts'
import { enter, entranceOf } from '../enter.ts'
import { restoredOwn } from '../restoreBackup.ts'
import type { Profile } from '../../../../shared/contract/profiles.ts'

/** Tells the other windows of the profile what it is called now. */
function announce(context: CallContext, profile: Profile): Profile {
  profileOf(context).publish({ type: 'profile-changed', profile })
  return profile
}

/** Gives the key of the window's profile to the key store, for as long as the window is signed in to it. */
function staySignedIn(context: CallContext): Promise<Profile> {
  const open = profileOf(context)
  return context.profiles.setStaySignedIn(open.id, open.dataKey, () => context.window.profile === open)
}

export const profilesHandlers = {
  list: procedures.profiles.list.handler(async ({ context }) => ({
    profiles: [...(await context.profiles.list())],
    lastProfileId: context.host.settings.get('lastProfileId'),
    keyStore: await context.profiles.keyStore(),
    repair: context.profiles.repair(),
  })),

  create: procedures.profiles.create.handler(async ({ context, input, signal }) => {
    const { userName, email, password } = input
    const options = { entrance: entranceOf(context), caller: callerOf(context, signal) }
    const made = await context.profiles.create({ userName, email }, password, options)
    return { profile: made.profile, recoveryCode: made.recoveryCode }
  }),

  signIn: procedures.profiles.signIn.handler(async ({ context, input, signal }) => {
    const caller = callerOf(context, signal)
    const { profile, recoveryCode } = await againWhenStale(async () => {
      const key = await context.profiles.signIn(input.login, input.password, caller)
      return { profile: await enter(context, key), recoveryCode: key.recoveryCode }
    })
    return { profile: input.staySignedIn ? await staySignedIn(context) : profile, recoveryCode }
  }),

  resume: procedures.profiles.resume.handler(async ({ context, input, signal }) => {
    const caller = callerOf(context, signal)
    const profile = await againWhenStale(async () =>
      enter(context, await context.profiles.resume(input.profileId, caller)),
    )
    return { profile }
  }),

  recover: procedures.profiles.recover.handler(async ({ context, input, signal }) => {
    const { login, newPassword, recoveryCode, signOutOthers } = input
    const caller = callerOf(context, signal)
    const options = { entrance: entranceOf(context), staysSignedIn: !signOutOthers, caller }
    const found = await againWhenStale(() =>
      context.profiles.recover(login, recoveryCode, newPassword, options),
    )
    const { profile } = found
    if (signOutOthers) context.sessions.signOutOthers(profile.id, context.window, 'password-changed')
    return { profile, recoveryCode: found.recoveryCode }
  }),

  restoreBackup: procedures.profiles.restoreBackup.handler(async ({ context, input, signal }) => {
    const caller = callerOf(context, signal)
    if ('password' in input) {
      return againWhenStale(async () => {
        const key = await context.profiles.signIn(input.login, input.password, caller)
        const keptFile = await restoredOwn(context, key, input.backupId)
        return { profile: await enter(context, key), keptFile, recoveryCode: key.recoveryCode }
      })
    }
    const { backupId, login, newPassword, recoveryCode } = input
    let keptFile: string | null = null
    const entrance = entranceOf(context, async (key) => {
      keptFile = await restoredOwn(context, key, backupId)
    })
    const found = await againWhenStale(() =>
      context.profiles.recover(login, recoveryCode, newPassword, { entrance, caller }),
    )
    return { profile: found.profile, keptFile, recoveryCode: found.recoveryCode }
  }),

  createFromBackup: procedures.profiles.createFromBackup.handler(async ({ context, input, signal }) => {
    const { profile, recoveryCode } = await createFromUpload(context, input, callerOf(context, signal))
    return { profile, recoveryCode }
  }),

  signOut: procedures.profiles.signOut.handler(async ({ context }) => {
    await context.sessions.signOut(context.window)
    return {}
  }),

  update: procedures.profiles.update.handler(async ({ context, input, signal }) => {
    const profile = await context.profiles.update(profileOf(context).id, input, callerOf(context, signal))
    return { profile: announce(context, profile) }
  }),

  changePassword: procedures.profiles.changePassword.handler(async ({ context, input, signal }) => {
    const { currentPassword, newPassword, signOutOthers } = input
    const { id } = profileOf(context)
    const options = { staysSignedIn: !signOutOthers, caller: callerOf(context, signal) }
    await context.profiles.changePassword(id, currentPassword, newPassword, options)
    if (signOutOthers) context.sessions.signOutOthers(id, context.window, 'password-changed')
    return { profile: await context.profiles.get(id) }
  }),

  changeDataKey: procedures.profiles.changeDataKey.handler(async ({ context, input, signal }) => {
    const { keyChanger, window } = context
    const given = signal ?? new AbortController().signal
    const recoveryCode = await keyChanger.change(window, input.password, given)
    if (window.profile) announce(context, await context.profiles.get(window.profile.id))
    return { recoveryCode }
  }),

  renewRecoveryCode: procedures.profiles.renewRecoveryCode.handler(async ({ context, input, signal }) => ({
    recoveryCode: await context.profiles.renewRecoveryCode(
      profileOf(context).id,
      input.password,
      callerOf(context, signal),
    ),
  })),

  setStaySignedIn: procedures.profiles.setStaySignedIn.handler(async ({ context, input }) => {
    const profile = input.enabled
      ? await staySignedIn(context)
      : await context.profiles.setStaySignedIn(profileOf(context).id, null)
    return { profile: announce(context, profile) }
  }),

  delete: procedures.profiles.delete.handler(async ({ context, input, signal }) => {
    const { id } = profileOf(context)
    await context.profiles.checkPassword(id, input.password, callerOf(context, signal))
    await context.sessions.closeProfile(id, 'deleted', () => context.profiles.delete(id))
    if (context.host.settings.get('lastProfileId') === id) context.host.settings.set('lastProfileId', null)
    return {}
  }),
}

export const sessionHandlers = {
  get: procedures.session.get.handler(async ({ context }) => {
    await context.window.held
    const { profile } = context.window
    return { profile: profile ? await context.profiles.get(profile.id) : null }
  }),

  touch: procedures.session.touch.handler(({ context }) => {
    profileOf(context).touch()
    return {}
  }),
}
