import { z } from 'zod'
import { bounds } from '../bounds.ts'
import { answerErrorCodes, callErrors } from '../errors.ts'
import { connectionId, empty, signedIn, time } from './base.ts'

const { CONNECTION_NOT_FOUND, OFFLINE_ONLY, PROVIDER_FAILED } = callErrors

/** A key as it is pasted: no white space, no control characters. It never comes back to a window. */
const apiKey = z
  .string()
  .trim()
  .min(1)
  .max(bounds.apiKey.max)
  .regex(/^[\x21-\x7e]+$/)
const serverName = z.string().trim().min(1).max(bounds.serverName.max)
/** `http://` or `https://`, without a user or a password in it. */
const baseUrl = z
  .url({ protocol: /^https?$/ })
  .max(bounds.address.max)
  .refine((address) => !/^https?:\/\/[^/]*@/i.test(address))
/** Extra headers of a server, by name. Values may be secrets, so they never come back to a window either. */
const headers = z
  .record(
    z
      .string()
      .max(bounds.headers.name)
      .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/),
    z
      .string()
      .max(bounds.headers.value)
      .regex(/^[\x20-\x7e]*$/),
  )
  .refine((record) => Object.keys(record).length <= bounds.headers.max)

/** What a window may know of where answers come from. */
export const connection = z.strictObject({
  id: connectionId,
  kind: z.enum(['gemini', 'openai', 'server']),
  name: z.string(),
  /** Where it is asked; null for the provider's own address. */
  baseUrl: z.string().nullable(),
  /** The last four characters of the key in use; null without one, or when they would give too much of it away. */
  keyHint: z.string().nullable(),
  /** Whose key that is: this profile's, or the machine's by an environment variable. */
  keySource: z.enum(['profile', 'environment', 'none']),
  /** The origin that the profile's own key was given for, where that is another than it is asked at now: it is not sent. */
  keyElsewhere: z.string().nullable(),
  headerNames: z.array(z.string()),
  /** When its list of models was last fetched; null before the first time. */
  modelsFetchedAt: time.nullable(),
})
export type Connection = z.infer<typeof connection>

const byId = z.strictObject({ connectionId })
const known = signedIn.errors({ CONNECTION_NOT_FOUND })
/** `server` is null to add one. A key or headers that are null stay what they are. */
const server = z.strictObject({
  connectionId: connectionId.nullable(),
  name: serverName,
  baseUrl,
  apiKey: apiKey.nullable(),
  headers: headers.nullable(),
})

export const connectionsContract = {
  /** Gemini and OpenAI, which are always there, and then the servers in the order in which they were added. */
  list: signedIn.input(empty).output(z.strictObject({ connections: z.array(connection) })),
  setKey: known.input(z.strictObject({ connectionId, apiKey })).output(z.strictObject({ connection })),
  removeKey: known.input(byId).output(z.strictObject({ connection })),
  saveServer: known.input(server).output(z.strictObject({ connection })),
  removeServer: known.input(byId).output(empty),
  /**
   * Asks the provider for its models with the key and address as they are and, where new chats start with one of
   * them, that one for a word; says what is wrong, if anything, and what the provider said of it.
   */
  test: known
    .errors({ OFFLINE_ONLY })
    .input(byId)
    .output(
      z.strictObject({
        problem: z.enum(answerErrorCodes).nullable(),
        details: z.string().nullable(),
        modelCount: z.number().int(),
      }),
    ),
  /** Fetches the list of models anew and keeps it. */
  refreshModels: known.errors({ OFFLINE_ONLY, PROVIDER_FAILED }).input(byId).output(empty),
}
