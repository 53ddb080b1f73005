import { describe, expect, it } from 'vitest'
import { bytesText, timeLeftText } from '../../renderer/settings/downloads/amounts.ts'
import { repositoryIn } from '../../renderer/settings/downloads/repositoryIn.ts'
import { usualPrecision } from '../../renderer/settings/downloads/usualPrecision.ts'
import { downloadId, repository } from '../../shared/contract/downloads.ts'
import { modelCatalogue } from '../../shared/modelCatalogue.ts'

describe('amounts in the window', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [13_248, '13 kB'],
    [999_600, '1.0 MB'],
    [94_300_000, '94 MB'],
    [9_960_000, '10 MB'],
    [1_236_000_000, '1.2 GB'],
  ])('are read as %i bytes are: %s', (bytes, text) => {
    expect(bytesText(bytes)).toBe(text)
  })

  it.each([
    [0, '1 second left'],
    [59, '59 seconds left'],
    [61, '2 minutes left'],
    [3_600, '1 hour left'],
    [5_000, '1 hour 24 minutes left'],
  ])('of time are rounded up: %i s is %s', (seconds, text) => {
    expect(timeLeftText(seconds)).toBe(text)
  })
})

describe('the id of a model that is typed in', () => {
  it.each(['Xenova/flan-t5-small', ' https://huggingface.co/Xenova/flan-t5-small/ '])(
    'is found in %j',
    (text) => {
      expect(repositoryIn(text)).toBe('Xenova/flan-t5-small')
    },
  )

  it.each(['flan-t5-small', 'https://evil.example/a/b', 'a/b/c', '../b', 'a b/c', ''])(
    'is not %j',
    (text) => {
      expect(repositoryIn(text)).toBeNull()
    },
  )
})

describe('the catalogue', () => {
  it('has ids that the contract lets through, each once', () => {
    const ids = modelCatalogue.map((model) => model.repository)
    for (const id of ids) {
      expect(repository.safeParse(id).success).toBe(true)
      expect(downloadId.safeParse(`${id.replace('/', '--')}--fp32`).success).toBe(true)
    }
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('offers eight bits first, and what there is otherwise', () => {
    const variant = (precision: 'q4' | 'q8' | 'fp32') => ({ precision, bytes: 1, files: [] })
    expect(usualPrecision([variant('q4'), variant('q8')])).toBe('q8')
    expect(usualPrecision([variant('fp32'), variant('q4')])).toBe('q4')
    expect(usualPrecision([])).toBeUndefined()
  })
})
