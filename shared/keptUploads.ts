import type { CallErrorCode } from './errors.ts'

/**
 * What a file that was sent may fail for and be there still, to be tried again: with another secret, another name, or a
 * little later. After any other failure it has to be sent again.
 */
export const keptUploadCodes: ReadonlySet<CallErrorCode | 'NOT_CONNECTED'> = new Set([
  'WRONG_PASSWORD',
  'WRONG_RECOVERY_CODE',
  'USER_NAME_TAKEN',
  'NAME_REFUSED',
  'TOO_MANY_ATTEMPTS',
  'BUSY',
])
