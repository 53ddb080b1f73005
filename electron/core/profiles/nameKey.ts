import type { IdentityColumns } from '../database/profileList/profiles.ts'
import { cleanUserName } from '../../../shared/userNames.ts'
import type { Identity } from './profileService.ts'

/**
 * What two user names or e-mail addresses share when they are the same one: compatibility forms, width and case do
 * not count, in no locale's rules. Through upper case first, so that `ß` and `SS`, or the two small sigmas, meet.
 */
export function nameKey(name: string): string {
  return name.trim().normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC')
}

/** What a person is called from now on, with the texts that make a name the same name. */
export function identityColumns({ email, userName: typed }: Identity): IdentityColumns {
  return columnsOf({ email, userName: cleanUserName(typed) })
}

/** What a person is called already, as it was written. */
export function columnsOf({ userName, email }: Identity): IdentityColumns {
  return { userName, userNameKey: nameKey(userName), email, emailKey: email === null ? null : nameKey(email) }
}
