import type { Migration } from '../migrate.ts'
import { createProfiles } from './001createProfiles.ts'
import { addDigests } from './002addDigests.ts'
import { addUnknownAttempts } from './003addUnknownAttempts.ts'
import { addNextWraps } from './004addNextWraps.ts'

/** The steps of the list of profiles, oldest first. It only grows. */
export const profileListMigrations: readonly Migration[] = [
  createProfiles,
  addDigests,
  addUnknownAttempts,
  addNextWraps,
]
