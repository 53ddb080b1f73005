import type { Router } from '@orpc/server'
import type { Contract } from '../../../shared/contract/index.ts'
import { procedures, type CallContext } from './context.ts'
import { appHandlers, eventsHandlers, modelsHandlers, preferencesHandlers } from './handlers/application.ts'
import { backupsHandlers } from './handlers/backups.ts'
import { chatHandlers } from './handlers/chat.ts'
import { connectionsHandlers } from './handlers/connections.ts'
import { conversationsHandlers } from './handlers/conversations.ts'
import { downloadsHandlers } from './handlers/downloads.ts'
import { exportsHandlers } from './handlers/exports.ts'
import { foldersHandlers } from './handlers/folders.ts'
import { importsHandlers } from './handlers/imports.ts'
import { messagesHandlers } from './handlers/messages.ts'
import { searchHandlers } from './handlers/search.ts'
import { profilesHandlers, sessionHandlers } from './handlers/profiles.ts'
import { budgetHandlers, usageHandlers } from './handlers/usage.ts'

/**
 * Every procedure of the contract with what it does; the compiler refuses one that is missing. The type is written
 * down because the inferred one is longer than the compiler can write.
 */
export const router: Router<Contract, CallContext> = procedures.router({
  app: appHandlers,
  profiles: profilesHandlers,
  session: sessionHandlers,
  preferences: preferencesHandlers,
  models: modelsHandlers,
  connections: connectionsHandlers,
  downloads: downloadsHandlers,
  conversations: conversationsHandlers,
  messages: messagesHandlers,
  folders: foldersHandlers,
  search: searchHandlers,
  usage: usageHandlers,
  budget: budgetHandlers,
  chat: chatHandlers,
  backups: backupsHandlers,
  exports: exportsHandlers,
  imports: importsHandlers,
  events: eventsHandlers,
})
