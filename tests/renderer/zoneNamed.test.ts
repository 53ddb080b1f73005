import { describe, expect, it } from 'vitest'
import { zoneNamed, zoneProblem } from '../../renderer/settings/zoneNamed.ts'

describe('a time zone that is typed', () => {
  it.each([
    [' asia/karachi ', 'Asia/Karachi'],
    ['America/Los Angeles', 'America/Los_Angeles'],
    ['america/port-au-prince', 'America/Port-au-Prince'],
    ['Karachi', 'Asia/Karachi'],
    ['los angeles', 'America/Los_Angeles'],
    ['Los_Angeles', 'America/Los_Angeles'],
    ['utc', 'UTC'],
    ['GMT', 'GMT'],
  ])('is found by its name or its place, in any case and with spaces: %s', (typed, zone) => {
    expect(zoneNamed(typed)).toEqual({ zone })
  })

  it('is found by a name of its place that is not in the list', () => {
    for (const place of ['kolkata', 'Calcutta'])
      expect(zoneNamed(place)).toEqual({ zone: expect.stringMatching(/^Asia\//u) })
  })

  it('is the one of the system when that is chosen or nothing is typed', () => {
    expect(zoneNamed('System (Europe/Berlin)')).toEqual({ zone: 'system' })
    expect(zoneNamed('')).toEqual({ zone: 'system' })
  })

  it('is refused when there is none of that name, and those that are like it are told', () => {
    expect(zoneNamed('Mars/Olympus')).toEqual({ zone: null, similar: [] })
    expect(zoneNamed('angeles')).toEqual({ zone: null, similar: ['America/Los_Angeles'] })
    const found = zoneNamed('america')
    expect(found.zone === null && found.similar).toHaveLength(5)
    expect(zoneProblem([])).toContain('There is no such time zone')
    expect(zoneProblem(['America/A', 'America/B'])).toBe(
      'Which one is meant? America/A or America/B: type one of them in full.',
    )
  })
})
