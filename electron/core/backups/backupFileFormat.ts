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

/** In KiB: twice what a derivation of ours takes (`strongCost`). */
const mostMemory = 256 * 1024
const mostPasses = 8
/** In KiB and passes: twice the work of a derivation of ours, about a second. */
const mostWork = 2 * 128 * 1024 * 3

/**
 * A key wrapped under a secret, as it stands in a file. What it costs to derive is bounded near what ours costs: anybody
 * can make a file, and Argon2 needs 8 KiB for each lane (RFC 9106, section 3.1).
 */
export const wrapInFile = z
  .strictObject({
    memory: z.number().int().min(8).max(mostMemory),
    passes: z.number().int().min(1).max(mostPasses),
    parallelism: z.number().int().min(1).max(16),
    salt: base64(16),
    /** IV, tag and key. */
    wrapped: base64(60),
  })
  .refine(({ memory, parallelism, passes }) => memory >= 8 * parallelism && memory * passes <= mostWork)

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

/** Whether the first bytes of a file may be those of a backup; fewer bytes than tell it may be. */
export function startsLikeBackup(bytes: Buffer): boolean {
  const length = Math.min(bytes.length, magic.length)
  return bytes.subarray(0, length).equals(magic.subarray(0, length))
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
