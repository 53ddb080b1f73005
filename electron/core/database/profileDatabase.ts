import type { ConversationCalls } from './list/conversationCalls.ts'
import type { FolderCalls } from './list/folderCalls.ts'
import type { MessageCalls } from './tree/messageCalls.ts'
import type { ProfileCalls } from './profileCalls.ts'
import type { SearchCalls } from './search/searchCalls.ts'
import type { TransferCalls } from './transfer/transferCalls.ts'
import type { TurnCalls } from './tree/turnCalls.ts'
import type { UsageCalls } from './usage/usageCalls.ts'

/**
 * Everything that is kept of one profile, in its encrypted database. Asynchronous and coarse, so that another
 * engine or a worker thread fits behind it. What is not found is an error of the contract, thrown as `CallError`.
 * A full disk is `CallError('DISK_FULL')`, with nothing changed.
 */
export interface ProfileDatabase
  extends
    TurnCalls,
    ConversationCalls,
    MessageCalls,
    FolderCalls,
    SearchCalls,
    ProfileCalls,
    UsageCalls,
    TransferCalls {
  /** Closes the file. Nothing else may be called after it. */
  close(): Promise<void>
  /**
   * Overwrites what deleted pages still hold outside of the database. Answers false, with nothing done, while a backup
   * is being made.
   */
  emptyWal(): Promise<boolean>
}
