/** Pure: what stands in the settings about where answers come from. */
import { bounds } from '../../../shared/bounds.ts'
import type { Connection } from '../../../shared/contract/connections.ts'

const variables: Record<Connection['kind'], string> = {
  gemini: 'GEMINI_API_KEY',
  openai: 'OPENAI_API_KEY',
  server: '',
}

/** Whether there is a key, and whose it is; of the key itself at most its last four characters. */
export function keyText({ keyHint, keySource, kind }: Connection): string {
  switch (keySource) {
    case 'none':
      return 'No key'
    case 'environment':
      return `Key from the environment variable ${variables[kind]}`
    case 'profile':
      // Of a very short key nothing is told.
      return keyHint ? `Key ending in ${keyHint}` : 'A key is set'
  }
}

export function modelCountText(count: number): string {
  return `${count} ${count === 1 ? 'model' : 'models'}`
}

/** What is wrong with a key as it was pasted; null when nothing is. */
export function keyProblem(typed: string): string | null {
  const key = typed.trim()
  if (key === '') return 'Paste the key.'
  if (!/^[\x21-\x7e]+$/u.test(key)) return 'A key has no spaces and no line breaks in it. Copy it again.'
  return key.length > bounds.apiKey.max ? 'This is too long for a key. Copy the key alone.' : null
}

/** What is wrong with the address of a server; null when nothing is. */
export function addressProblem(typed: string): string | null {
  const address = typed.trim()
  if (address === '') return 'Enter the address, for example http://127.0.0.1:11434/v1.'
  if (!/^https?:\/\//iu.test(address) || !URL.canParse(address))
    return 'Enter a whole address that starts with http:// or https://.'
  const { password, username } = new URL(address)
  if (username !== '' || password !== '')
    return 'Leave the user and the password out of the address. A key has its own field below.'
  return address.length > bounds.address.max ? 'This address is too long. Check it.' : null
}

export interface HeaderRow {
  readonly name: string
  readonly value: string
}

/** The rows that say something. */
function filled(rows: readonly HeaderRow[]): readonly HeaderRow[] {
  return rows.filter(({ name, value }) => name.trim() !== '' || value !== '')
}

/** What is wrong with extra headers; null when nothing is. */
export function headersProblem(rows: readonly HeaderRow[]): string | null {
  const { max, name: nameLength, value: valueLength } = bounds.headers
  const names = filled(rows).map(({ name }) => name.trim())
  if (names.length > max) return `At most ${max} headers. Remove ${names.length - max}.`
  if (new Set(names.map((name) => name.toLowerCase())).size < names.length)
    return 'Two headers have the same name. Remove one.'
  for (const { name, value } of filled(rows)) {
    const trimmed = name.trim()
    if (!/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/u.test(trimmed) || trimmed.length > nameLength)
      return `“${trimmed}” cannot be the name of a header. Use letters, digits and dashes.`
    if (!/^[\x20-\x7e]*$/u.test(value) || value.length > valueLength)
      return `The value of “${trimmed}” has characters that a header cannot have, or is too long.`
  }
  return null
}

export function headersFrom(rows: readonly HeaderRow[]): Record<string, string> {
  return Object.fromEntries(filled(rows).map(({ name, value }) => [name.trim(), value.trim()]))
}
