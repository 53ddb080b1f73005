import { CallError } from '../../callError.ts'
import type { PagePlace } from './conversationList.ts'

/** The cursor of the page after a conversation: opaque to windows, which only hand it back. */
export function cursorAfter({ updatedAt, key }: PagePlace): string {
  return Buffer.from(`${updatedAt}.${key}`).toString('base64url')
}

/** @throws CallError `INVALID_INPUT` for a text that is no cursor of ours */
export function placeOfCursor(cursor: string): PagePlace {
  const found = /^(\d{1,16})\.(\d{1,16})$/u.exec(Buffer.from(cursor, 'base64url').toString())
  if (!found) throw new CallError('INVALID_INPUT', { field: 'cursor' })
  return { updatedAt: Number(found[1]), key: Number(found[2]) }
}
