import { z } from 'zod'
import { bounds } from '../bounds.ts'
import { hourCounts, timeFormats } from '../timeFormat.ts'
import { isTimeZone } from '../timeZone.ts'
import { empty, modelId, signedIn } from './base.ts'

export const theme = z.enum(['system', 'light', 'dark'])
export type Theme = z.infer<typeof theme>

export const systemPrompt = z.string().max(bounds.systemPrompt.max)

/** See `ChatParameters` in `shared/parameters.ts`; the ranges here are the widest of all providers. */
export const parameters = z.strictObject({
  temperature: z.number().min(0).max(2).optional(),
  topP: z.number().min(0).max(1).optional(),
  topK: z.number().int().min(1).max(1_000).optional(),
  maxTokens: z.number().int().min(1).max(1_000_000).optional(),
  stop: z.array(z.string().min(1).max(bounds.stopSequences.length)).max(bounds.stopSequences.max).optional(),
})

/** How many messages of a chat a request takes along: the newest ones. */
export const contextMessages = z
  .number()
  .int()
  .min(bounds.contextMessages.min)
  .max(bounds.contextMessages.max)

/** How a chat asks its model. */
export const chatSettings = z.strictObject({ systemPrompt, parameters, contextMessages })
export type ChatSettings = z.infer<typeof chatSettings>

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
  /** What new chats tell their model about how to behave; empty for nothing. */
  systemPrompt,
  /** What new chats ask of their model. */
  parameters,
  /** How many messages requests of new chats take along. */
  contextMessages,
  /** After the first answer of a chat its model is asked for a title. */
  modelTitles: z.boolean(),
  /** No network provider is asked and nothing is downloaded. */
  offlineOnly: z.boolean(),
  /** Also then servers on this computer (loopback addresses) may be asked. */
  offlineLocalServers: z.boolean(),
  /** How many threads of the processor work on an answer of a local model; 0 leaves it to Confab. */
  localThreads: z.number().int().min(0).max(bounds.localThreads.max),
  /** Minutes without a question after which a local model leaves the memory. */
  keepInMemoryMinutes: z.number().int().min(1).max(bounds.keepInMemoryMinutes.max),
  /** Whether times count hours to 12 or to 24; `format` as `timeFormat` has it. */
  hours: z.enum(hourCounts),
  /** Messages say how long ago they were written; the exact time shows when one asks for it. */
  relativeTimes: z.boolean(),
})
export type Preferences = z.infer<typeof preferences>

export const preferencesContract = {
  get: signedIn.input(empty).output(preferences),
  /** Changes what is given and answers with the whole. */
  update: signedIn.input(preferences.partial()).output(preferences),
}
