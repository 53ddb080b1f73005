import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { profileId, type ProfileId } from '../../../shared/contract/base.ts'

/** What is kept of one profile. */
export function profileFolder(dataFolder: string, id: ProfileId): string {
  return join(dataFolder, 'profiles', id)
}

/** The encrypted database of a profile. */
export function profileDatabaseFile(dataFolder: string, id: ProfileId): string {
  return join(profileFolder(dataFolder, id), 'confab.db')
}

/** The second copy of what opens a profile. */
export function profileKeyFile(dataFolder: string, id: ProfileId): string {
  return join(profileFolder(dataFolder, id), 'keys.json')
}

/** The profiles that have something in a folder of their own, whether or not they are in the list. */
export function profilesWithData(dataFolder: string): readonly ProfileId[] {
  const folder = join(dataFolder, 'profiles')
  const names = existsSync(folder) ? readdirSync(folder) : []
  const isThere = (id: ProfileId): boolean =>
    [profileDatabaseFile(dataFolder, id), profileKeyFile(dataFolder, id), join(folder, id, 'backups')].some(
      (file) => existsSync(file),
    )
  return names.flatMap((name) => profileId.safeParse(name).data ?? []).filter(isThere)
}
