import type { Migration } from '../migrate.ts'
import { createConversations } from './001createConversations.ts'
import { addProviders } from './002addProviders.ts'

/** The steps of a profile's database, oldest first. It only grows. */
export const profileMigrations: readonly Migration[] = [createConversations, addProviders]
