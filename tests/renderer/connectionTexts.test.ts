import { describe, expect, it } from 'vitest'
import {
  addressProblem,
  headersFrom,
  headersProblem,
  keyProblem,
  keyText,
} from '../../renderer/settings/models/connectionTexts.ts'
import { serverPresets } from '../../shared/serverPresets.ts'
import type { ConnectionId } from '../../shared/contract/base.ts'
import type { Connection } from '../../shared/contract/connections.ts'

const connection: Connection = {
  id: 'gemini' as ConnectionId,
  kind: 'gemini',
  name: 'Gemini',
  baseUrl: null,
  keyHint: '1234',
  keySource: 'profile',
  keyElsewhere: null,
  headerNames: [],
  modelsFetchedAt: null,
}

describe('the state of a key', () => {
  it('says whose it is, and which variable it comes from', () => {
    expect(keyText(connection)).toBe('Key ending in 1234')
    expect(keyText({ ...connection, keySource: 'environment' })).toBe(
      'Key from the environment variable GEMINI_API_KEY',
    )
    expect(keyText({ ...connection, keyHint: '' })).toBe('A key is set')
    expect(keyText({ ...connection, keySource: 'none', keyHint: null })).toBe('No key')
  })
})

describe('what is wrong with a key', () => {
  it('is nothing for one that was pasted with a line break after it', () => {
    expect(keyProblem('  sk-abc_DEF-123\n')).toBeNull()
  })

  it('is said without the key in it', () => {
    for (const typed of ['', 'two secrets', 'sécret', `secret${'x'.repeat(600)}`]) {
      const problem = keyProblem(typed)
      expect(problem).not.toBeNull()
      expect(problem).not.toMatch(/secret/u)
    }
  })
})

describe('what is wrong with an address', () => {
  it('is nothing for the presets', () => {
    for (const { baseUrl } of serverPresets) expect(addressProblem(baseUrl)).toBeNull()
  })

  it('is said for anything the core would refuse', () => {
    for (const typed of ['', 'localhost:11434', 'ftp://example.org', 'http://', 'javascript:alert(1)'])
      expect(addressProblem(typed)).not.toBeNull()
    expect(addressProblem('https://ada:secret@example.org/v1')).toContain('password')
  })
})

describe('extra headers', () => {
  it('leave empty rows out', () => {
    const rows = [
      { name: '', value: '' },
      { name: ' X-Team ', value: 'blue' },
    ]
    expect(headersProblem(rows)).toBeNull()
    expect(headersFrom(rows)).toEqual({ 'X-Team': 'blue' })
  })

  it('are refused when a value has no name, a name has a space, or two have the same', () => {
    expect(headersProblem([{ name: '', value: 'blue' }])).not.toBeNull()
    expect(headersProblem([{ name: 'X Team', value: 'blue' }])).toContain('X Team')
    const twice = ['X-Team', 'x-team'].map((name) => ({ name, value: 'blue' }))
    expect(headersProblem(twice)).toContain('same name')
  })

  it('cannot smuggle a line into the request', () => {
    expect(headersProblem([{ name: 'X-Team', value: 'a\r\nHost: other' }])).not.toBeNull()
  })
})
