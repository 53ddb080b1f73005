import { allProfiles, deletedProfiles } from '../database/profileList/profiles.ts'
import type { ProfileParts } from './profileParts.ts'
import { profileFolder, profilesWithData } from './profilePaths.ts'

/** The folders of profiles that the list does not know, and that nobody deleted. */
export function unknownFolders({ dataFolder, db }: ProfileParts): readonly string[] {
  const known = new Set([...allProfiles(db).map(({ id }) => id), ...deletedProfiles(db)])
  return profilesWithData(dataFolder)
    .filter((id) => !known.has(id))
    .map((id) => profileFolder(dataFolder, id))
}
