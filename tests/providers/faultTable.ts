import type { FaultRow } from './faultRow.ts'
import { faultsBefore } from './faultsBefore.ts'
import { faultsWithin } from './faultsWithin.ts'

/**
 * What may go wrong between us and a provider, and how the answer has to end. One row a fault, for both protocols. Those
 * that are too large to be asked for side by side stand in `faultsBeyond.ts`.
 */
export const faultTable: readonly FaultRow[] = [...faultsBefore, ...faultsWithin]
