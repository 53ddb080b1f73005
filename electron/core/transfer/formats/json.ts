/** What JSON can say. Files of other programs are read member by member: they have changed often and will again. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

export type JsonRecord = { readonly [key: string]: Json }

export function isRecord(value: Json | undefined): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A member of a record; undefined for one that only its prototype has. */
function member(value: Json | undefined, key: string): Json | undefined {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined
}

/** The text of a member; empty where it is none. */
export function textOf(value: Json | undefined, key: string): string {
  const found = member(value, key)
  return typeof found === 'string' ? found : ''
}

export function numberOf(value: Json | undefined, key: string): number | null {
  const found = member(value, key)
  return typeof found === 'number' && Number.isFinite(found) ? found : null
}

export function listOf(value: Json | undefined, key: string): readonly Json[] {
  const found = member(value, key)
  return Array.isArray(found) ? found : []
}

/** A member that is a record; an empty one where it is none. */
export function recordOf(value: Json | undefined, key: string): JsonRecord {
  const found = member(value, key)
  return isRecord(found) ? found : {}
}

export function isTrue(value: Json | undefined, key: string): boolean {
  return member(value, key) === true
}
