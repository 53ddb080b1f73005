/**
 * The contract between a window and the core, transport left out. A window imports its types only, so that no
 * validator reaches the window's bundle.
 */
import type { ContractRouterClient } from '@orpc/contract'
import { appContract } from './app.ts'
import { backupsContract } from './backups.ts'
import { chatContract } from './chat.ts'
import { connectionsContract } from './connections.ts'
import { conversationsContract } from './conversations.ts'
import { downloadsContract } from './downloads.ts'
import { eventsContract } from './events.ts'
import { exportsContract } from './exports.ts'
import { foldersContract } from './folders.ts'
import { importsContract } from './imports.ts'
import { messagesContract } from './messages.ts'
import { modelsContract } from './models.ts'
import { preferencesContract } from './preferences.ts'
import { searchContract } from './search.ts'
import { budgetContract, usageContract } from './usage.ts'
import { profilesContract, sessionContract } from './profiles.ts'

export const contract = {
  app: appContract,
  profiles: profilesContract,
  session: sessionContract,
  preferences: preferencesContract,
  models: modelsContract,
  connections: connectionsContract,
  downloads: downloadsContract,
  conversations: conversationsContract,
  messages: messagesContract,
  folders: foldersContract,
  search: searchContract,
  usage: usageContract,
  budget: budgetContract,
  chat: chatContract,
  backups: backupsContract,
  exports: exportsContract,
  imports: importsContract,
  events: eventsContract,
}

export type Contract = typeof contract
/** What a window calls. */
export type Client = ContractRouterClient<Contract>
