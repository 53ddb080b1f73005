/**
 * What a reload finds again: ids and places, never text. The page's own storage outlives whoever is signed in, so
 * everything of a profile stands under one prefix, beside the id of the profile that it is of.
 */
const prefix = 'confab:profile:'
const ownerKey = `${prefix}owner`

export interface ProfileStorage {
  /** Null where nothing was written. */
  read(): string | null
  /** Null removes it. */
  write(value: string | null): void
}

export function createProfileStorage(name: string): ProfileStorage {
  const key = prefix + name
  return {
    read: () => sessionStorage.getItem(key),
    write(value) {
      if (value === null) sessionStorage.removeItem(key)
      else sessionStorage.setItem(key, value)
    },
  }
}

export function forgetProfileStorage(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key)
}

/** The profile that what is stored is of; null where nothing is. */
export function storageOwner(): string | null {
  return sessionStorage.getItem(ownerKey)
}

export function setStorageOwner(profileId: string): void {
  sessionStorage.setItem(ownerKey, profileId)
}
