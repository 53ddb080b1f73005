import type { Migration } from '../migrate.ts'
import { createConversations } from './001createConversations.ts'
import { addProviders } from './002addProviders.ts'
import { addBranches } from './003addBranches.ts'
import { addSearch } from './004addSearch.ts'
import { addUsage } from './005addUsage.ts'
import { addImports } from './006addImports.ts'
import { addContinuations } from './007addContinuations.ts'
import { addRequestRecords } from './008addRequestRecords.ts'
import { addTokenBalance } from './009addTokenBalance.ts'
import { addEditDrafts } from './010addEditDrafts.ts'
import { addStopReason } from './011addStopReason.ts'
import { addSecretOrigin } from './012addSecretOrigin.ts'
import { addErrorDetails } from './013addErrorDetails.ts'
import { boundSearch } from './014boundSearch.ts'
import { addReasoningChunks } from './015addReasoningChunks.ts'
import { addFormerKeys } from './016addFormerKeys.ts'

/** The steps of a profile's database, oldest first. It only grows. */
export const profileMigrations: readonly Migration[] = [
  createConversations,
  addProviders,
  addBranches,
  addSearch,
  addUsage,
  addImports,
  addContinuations,
  addRequestRecords,
  addTokenBalance,
  addEditDrafts,
  addStopReason,
  addSecretOrigin,
  addErrorDetails,
  boundSearch,
  addReasoningChunks,
  addFormerKeys,
]
