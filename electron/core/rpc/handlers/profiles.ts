import { callerOf, procedures, profileOf, type CallContext } from '../context.ts'
import { createFromUpload } from '../createFromUpload.ts'
import { enter, entranceOf } from '../enter.ts'
import { restoredOwn } from '../restoreBackup.ts'
import type { Profile } from '../../../../shared/contract/profiles.ts'

/** Tells the other windows of the profile what it is called now. */
function announce(context: CallContext, profile: Profile): Profile {
  profileOf(context).publish({ type: 'profile-changed', profile })
  return profile
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
    const profile = await enter(context, await context.profiles.signIn(input.login, input.password, caller))
    if (!input.staySignedIn) return { profile }
    return { profile: await context.profiles.setStaySignedIn(profile.id, profileOf(context).dataKey) }
  }),

  resume: procedures.profiles.resume.handler(async ({ context, input, signal }) => ({
    profile: await enter(context, await context.profiles.resume(input.profileId, callerOf(context, signal))),
  })),

  recover: procedures.profiles.recover.handler(async ({ context, input, signal }) => {
    const { login, newPassword, recoveryCode } = input
    const entrance = entranceOf(context)
    const caller = callerOf(context, signal)
    const found = await context.profiles.recover(login, recoveryCode, newPassword, entrance, caller)
    return { profile: found.profile, recoveryCode: found.recoveryCode }
  }),

  restoreBackup: procedures.profiles.restoreBackup.handler(async ({ context, input, signal }) => {
    const caller = callerOf(context, signal)
    if ('password' in input) {
      const key = await context.profiles.signIn(input.login, input.password, caller)
      const keptFile = await restoredOwn(context, key, input.backupId)
      return { profile: await enter(context, key), keptFile, recoveryCode: null }
    }
    const { backupId, login, newPassword, recoveryCode } = input
    let keptFile: string | null = null
    const entrance = entranceOf(context, async (key) => {
      keptFile = await restoredOwn(context, key, backupId)
    })
    const found = await context.profiles.recover(login, recoveryCode, newPassword, entrance, caller)
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
    const { currentPassword, newPassword } = input
    const caller = callerOf(context, signal)
    await context.profiles.changePassword(profileOf(context).id, currentPassword, newPassword, caller)
    return {}
  }),

  renewRecoveryCode: procedures.profiles.renewRecoveryCode.handler(async ({ context, input, signal }) => ({
    recoveryCode: await context.profiles.renewRecoveryCode(
      profileOf(context).id,
      input.password,
      callerOf(context, signal),
    ),
  })),

  setStaySignedIn: procedures.profiles.setStaySignedIn.handler(async ({ context, input }) => {
    const { id, dataKey } = profileOf(context)
    const profile = await context.profiles.setStaySignedIn(id, input.enabled ? dataKey : null)
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
    const { profile } = context.window
    return { profile: profile ? await context.profiles.get(profile.id) : null }
  }),

  touch: procedures.session.touch.handler(({ context }) => {
    profileOf(context).touch()
    return {}
  }),
}
