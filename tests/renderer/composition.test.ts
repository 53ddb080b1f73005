import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { isComposing, leaveCompositionAlone } from '../../renderer/components/composition.ts'

const renderer = path.join(import.meta.dirname, '..', '..', 'renderer')

describe('a key that belongs to an input method', () => {
  it('is one while a word is written, or by its code alone where the word has just ended', () => {
    expect(isComposing({ isComposing: true, keyCode: 13 })).toBe(true)
    expect(isComposing({ isComposing: false, keyCode: 229 })).toBe(true)
    expect(isComposing({ isComposing: false, keyCode: 13 })).toBe(false)
  })

  it('reaches no listener further in, whatever key it is, and any other key does', () => {
    const stopped: boolean[] = []
    const page = new EventTarget()
    vi.stubGlobal('window', page)
    leaveCompositionAlone()
    for (const keyCode of [229, 13]) {
      const event = Object.assign(new Event('keydown'), { isComposing: false, keyCode })
      event.stopPropagation = () => stopped.push(keyCode === 229)
      page.dispatchEvent(event)
    }
    expect(stopped).toEqual([true])
    vi.unstubAllGlobals()
  })

  it('is looked after in one place, from the start of the window', () => {
    const files = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.tsx?$/u.test(name),
    )
    const knowing = files.filter((name) =>
      /isComposing|keyCode|compositionend/u.test(readFileSync(path.join(renderer, name), 'utf8')),
    )
    expect(knowing).toEqual([path.join('components', 'composition.ts')])
    expect(readFileSync(path.join(renderer, 'main.tsx'), 'utf8')).toMatch(/^leaveCompositionAlone\(\)$/mu)
  })
})
