import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { repository } from '../support/folders.ts'

const css = readFileSync(path.join(repository, 'renderer', 'styles', 'properties.css'), 'utf8')

/** The light and the dark colour of a property. */
function coloursOf(name: string): readonly [string, string] {
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`, 'u').exec(css)
  return [found?.[1] ?? '', found?.[2] ?? '']
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

it.each([
  ['text', 'found', 4.5],
  ['on-found-current', 'found-current', 4.5],
  ['found-current', 'found', 3],
])('%s stands out from %s, in light and in dark, by %d', (one, other, least) => {
  for (const scheme of [0, 1] as const) {
    expect(contrast(coloursOf(one)[scheme], coloursOf(other)[scheme])).toBeGreaterThanOrEqual(least)
  }
})
