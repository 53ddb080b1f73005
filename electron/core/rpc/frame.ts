import { z } from 'zod'
import { isModestJson } from '../modestJson.ts'

/** The longest frame that is read, in UTF-16 code units: the longest message and room around it. */
export const maximumFrame = 2 * 1024 * 1024

/** No call has as many values, nor any as deep: the longest list in the contract is one of 200 ids. */
const limits = { values: 4_000, depth: 32 }

/** What our serializer says of a member that is there without a value, which JSON cannot say. */
const withoutValue = 3

/** As `@orpc/standard-server-peer` writes it. */
const frame = z.union([
  /** A call. */
  z.strictObject({
    i: z.string().max(64),
    p: z.strictObject({
      u: z.string().startsWith('/').max(256),
      b: z
        .strictObject({
          json: z.unknown().optional(),
          meta: z
            .array(z.tuple([z.literal(withoutValue)], z.union([z.string(), z.number()])))
            .max(256)
            .optional(),
        })
        .optional(),
      h: z.strictObject({}).optional(),
    }),
  }),
  /** The end of one. */
  z.strictObject({ i: z.string().max(64), t: z.literal(4), p: z.unknown().optional() }),
])

function isFrame(text: string): boolean {
  try {
    return frame.safeParse(JSON.parse(text)).success
  } catch {
    // The one way to learn that a text is not JSON.
    return false
  }
}

/**
 * A frame as the peer may read it; null for one that no window of ours sends. The peer itself would take more: streams
 * from windows, which it keeps whether or not anybody reads them, forms, files, and numbers of a million digits.
 */
export function readFrame(given: unknown): string | null {
  if (typeof given !== 'string' && !(given instanceof Uint8Array)) return null
  if (given.length > maximumFrame) return null
  const text = typeof given === 'string' ? given : Buffer.from(given).toString()
  return isModestJson(text, limits) && isFrame(text) ? text : null
}
