import { z } from 'zod'
import { bounds } from '../bounds.ts'
import { timeFormats } from '../timeFormat.ts'
import { isTimeZone } from '../timeZone.ts'
import { empty, modelId, signedIn } from './base.ts'

export const theme = z.enum(['system', 'light', 'dark'])
export type Theme = z.infer<typeof theme>

/** What a person has chosen for a profile. Kept in the profile's encrypted database. */
export const preferences = z.strictObject({
  theme,
  /** `system`, or an IANA name such as `Asia/Karachi`. */
  timeZone: z
    .string()
    .max(64)
    .refine((zone) => zone === 'system' || isTimeZone(zone)),
  timeFormat: z.enum(timeFormats),
  /** Minutes without activity after which the profile is locked; 0 is never. */
  lockAfterMinutes: z.number().int().min(0).max(bounds.lockAfterMinutes.max),
  /** The model that new chats start with. */
  modelId,
})
export type Preferences = z.infer<typeof preferences>

export const preferencesContract = {
  get: signedIn.input(empty).output(preferences),
  /** Changes what is given and answers with the whole. */
  update: signedIn.input(preferences.partial()).output(preferences),
}
