import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLogger, rotate } from '../../electron/core/logFile.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'confab-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('createLogger', () => {
  it('writes an error with its stack but without its message, which may quote a conversation', () => {
    const logger = createLogger(folder)
    logger.info('started')
    logger.error('an answer failed', new Error('the person wrote: my secret'))
    const text = readFileSync(path.join(folder, 'logs', 'confab.log'), 'utf8')
    expect(text).toContain('[info]  started')
    expect(text).toContain('an answer failed: Error')
    expect(text).toContain('logFile.test.ts')
    expect(text).not.toContain('my secret')
  })
})

describe('rotate', () => {
  it('keeps three files beside the one being written and lets the oldest go', () => {
    const file = path.join(folder, 'confab.log')
    for (const text of ['1', '2', '3', '4', '5']) {
      writeFileSync(file, text)
      rotate(file)
    }
    expect(readdirSync(folder).toSorted()).toEqual(['confab.1.log', 'confab.2.log', 'confab.3.log'])
    expect(readFileSync(path.join(folder, 'confab.1.log'), 'utf8')).toBe('5')
    expect(readFileSync(path.join(folder, 'confab.3.log'), 'utf8')).toBe('3')
  })
})
