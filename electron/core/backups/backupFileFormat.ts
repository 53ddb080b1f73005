/**
 * A backup in a file of its own, `<user name>-<date>.confab-backup`, which another Confab can open:
 *
 *     CONFAB-BACKUP\n   14 bytes
 *     length            4 bytes, big-endian: that of the header
 *     header            JSON in UTF-8: whose it is, and the key of the database wrapped as in `profiles.db`
 *     database          to the end, encrypted
 *
 * The header holds no secret: the key in it opens with the password or the recovery code of the time, and costs as
 * much to guess as at sign-in.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { open } from 'node:fs/promises'
import { z } from 'zod'
import { profileId } from '../../../shared/contract/base.ts'
import { CallError } from '../callError.ts'

const magic = Buffer.from('CONFAB-BACKUP\n')
const mostHeader = 64 * 1024
const lengthBytes = 4

const base64 = (bytes: number) => z.base64().refine((text) => Buffer.from(text, 'base64').length === bytes)

/** Bounds that no file can make a derivation exceed: 1 GiB and a few seconds. */
export const wrapInFile = z.strictObject({
  memory: z
    .number()
    .int()
    .min(8)
    .max(1024 * 1024),
  passes: z.number().int().min(1).max(16),
  parallelism: z.number().int().min(1).max(16),
  salt: base64(16),
  /** IV, tag and key. */
  wrapped: base64(60),
})

export const fileHeader = z.strictObject({
  version: z.literal(1),
  profileId,
  userName: z.string().min(1).max(64),
  /** Epoch milliseconds. */
  createdAt: z.number().int().nonnegative(),
  password: wrapInFile,
  recovery: wrapInFile.nullable(),
  /** Tells whether a key is the one of the database, before it is tried. */
  keyCheck: base64(32),
})
export type FileHeader = z.infer<typeof fileHeader>

/** What proves that two keys are the same without telling any of them. */
export function keyCheckOf(dataKey: Buffer): string {
  return createHmac('sha256', dataKey).update('confab/backup-file').digest('base64')
}

export function isKeyOf(header: FileHeader, dataKey: Buffer): boolean {
  const [expected, given] = [header.keyCheck, keyCheckOf(dataKey)].map((text) => Buffer.from(text, 'base64'))
  return expected !== undefined && given !== undefined && timingSafeEqual(expected, given)
}

/** What stands before the database. */
export function encodeHeader(header: FileHeader): Buffer {
  const json = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(lengthBytes)
  length.writeUInt32BE(json.length)
  return Buffer.concat([magic, length, json])
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The one way to learn that a text is not JSON.
    throw new CallError('NOT_A_BACKUP')
  }
}

/**
 * Reads the header of a file; `databaseAt` is where the database begins.
 * @throws CallError `NOT_A_BACKUP`
 */
export async function readHeader(
  file: string,
): Promise<{ readonly header: FileHeader; readonly databaseAt: number }> {
  const handle = await open(file, 'r')
  try {
    const start = Buffer.alloc(magic.length + lengthBytes)
    await handle.read(start, 0, start.length, 0)
    const length = start.readUInt32BE(magic.length)
    const isOurs = start.subarray(0, magic.length).equals(magic) && length <= mostHeader
    if (!isOurs) throw new CallError('NOT_A_BACKUP')
    const json = Buffer.alloc(length)
    const { bytesRead } = await handle.read(json, 0, length, start.length)
    const parsed = fileHeader.safeParse(bytesRead === length ? parseJson(json.toString()) : null)
    if (!parsed.success) throw new CallError('NOT_A_BACKUP')
    return { header: parsed.data, databaseAt: start.length + length }
  } finally {
    await handle.close()
  }
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}

/** `Ada-2026-01-31.confab-backup`, without what a file system or a shell may stumble over. */
export function backupFileName(userName: string, time: number): string {
  const name = userName.replaceAll(/[^\p{L}\p{N} ._-]/gu, '').trim()
  const date = new Date(time)
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${name.replace(/^\.+/u, '') || 'Confab'}-${day}.confab-backup`
}
