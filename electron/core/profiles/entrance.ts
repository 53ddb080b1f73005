import type { Entrance, UnlockedKey } from './profileService.ts'

/** Writes new secrets once the profile is open with the key they are for. */
export async function entered(
  entrance: Entrance | undefined,
  key: UnlockedKey,
  write: () => void,
): Promise<void> {
  await entrance?.enter(key)
  try {
    write()
  } catch (error) {
    await entrance?.leave()
    throw error
  }
}
