import { readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import {
  precision as precisionSchema,
  repository as repositorySchema,
} from '../../../shared/contract/downloads.ts'

/** Below the folder of a model: a file, or one in `onnx/`. Nothing else is ever written. */
const filePath = z
  .string()
  .max(200)
  .regex(/^(?:onnx\/)?[A-Za-z0-9][A-Za-z0-9._-]*$/)
  .refine((name) => !name.includes('..'))

const schema = z.strictObject({
  version: z.literal(1),
  repository: repositorySchema,
  precision: precisionSchema,
  files: z.array(
    z.strictObject({
      path: filePath,
      bytes: z.number().int().nonnegative(),
      sha256: z.string().nullable(),
      /** Of the answer whose bytes have arrived. */
      etag: z.string().nullable(),
      verified: z.boolean(),
    }),
  ),
})

/** What is known of a download across restarts, besides the bytes that have arrived. */
export type Journal = z.infer<typeof schema>
export type JournalFile = Journal['files'][number]

const fileName = 'download.json'

/** The journal in a folder, or null when there is none that can be read. */
export async function readJournal(folder: string): Promise<Journal | null> {
  try {
    const text = await readFile(path.join(folder, fileName), 'utf8')
    return schema.safeParse(JSON.parse(text)).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    if (error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR'].includes(String(error.code))) {
      return null
    }
    throw error
  }
}

/** Puts the journal in the place of the former one, so that a torn one is never read. */
export async function writeJournal(folder: string, journal: Journal): Promise<void> {
  const unfinished = path.join(folder, `${fileName}.new`)
  await writeFile(unfinished, JSON.stringify(schema.parse(journal)), { mode: 0o600 })
  await rename(unfinished, path.join(folder, fileName))
}
