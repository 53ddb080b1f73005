import { describe, expect, it } from 'vitest'
import { zoneNamed } from '../../renderer/settings/zoneNamed.ts'

describe('a time zone that is typed', () => {
  it('is found in any case and with spaces', () => {
    expect(zoneNamed(' asia/karachi ')).toBe('Asia/Karachi')
    expect(zoneNamed('America/Los Angeles')).toBe('America/Los_Angeles')
  })

  it('is the one of the system when that is chosen or nothing is typed', () => {
    expect(zoneNamed('System (Europe/Berlin)')).toBe('system')
    expect(zoneNamed('')).toBe('system')
  })

  it('is refused when there is none of that name', () => {
    expect(zoneNamed('Mars/Olympus')).toBeNull()
  })
})
