import type { OpenProfile } from '../../sessions/openProfile.ts'
import { procedures, profileOf } from '../context.ts'

function announceFolders(profile: OpenProfile): Record<string, never> {
  profile.publish({ type: 'folders-changed' })
  return {}
}

export const foldersHandlers = {
  list: procedures.folders.list.handler(async ({ context }) => ({
    folders: [...(await profileOf(context).database.folders())],
  })),

  create: procedures.folders.create.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    const { folderId, name, parentId } = input
    await profile.database.addFolder({ id: folderId, name, parentId, createdAt: context.now() })
    return announceFolders(profile)
  }),

  rename: procedures.folders.rename.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    await profile.database.renameFolder(input.folderId, input.name)
    return announceFolders(profile)
  }),

  move: procedures.folders.move.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    await profile.database.moveFolder(input.folderId, input.parentId)
    return announceFolders(profile)
  }),

  delete: procedures.folders.delete.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    await profile.database.deleteFolder(input.folderId)
    profile.publish({ type: 'conversations-changed' })
    return announceFolders(profile)
  }),
}
