import { v7 } from 'uuid'

/**
 * A new id: a UUID of version 7 (RFC 9562), which begins with the time. What is made one after the other stands side
 * by side in an index; ids that are random all through touch another page of it each.
 */
export function newId(): string {
  return v7()
}
