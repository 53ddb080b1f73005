import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { describeError } from '../../electron/core/describeError.ts'
import { createLogger, logLine, rotate } from '../../electron/core/logFile.ts'

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

  it('keeps its folder and its files for their owner alone', () => {
    createLogger(folder).info('started')
    expect(statSync(path.join(folder, 'logs')).mode & 0o777).toBe(0o700)
    expect(statSync(path.join(folder, 'logs', 'confab.log')).mode & 0o777).toBe(0o600)
  })

  it('writes one line a message, of a kilobyte at most, whatever the message is', () => {
    const logger = createLogger(folder)
    const messages = [
      'a\n[2026-01-01 00:00:00.000] [error] made up',
      '\u001b[2J\u202Eabc',
      '€'.repeat(5_000),
      '\n'.repeat(5_000),
    ]
    for (const message of messages) logger.warn(message)
    const lines = readFileSync(path.join(folder, 'logs', 'confab.log'), 'utf8')
      .trimEnd()
      .split('\n')
    expect(lines).toHaveLength(messages.length)
    for (const line of lines) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(1024)
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\uFFFD]/u)
    }
    expect(lines[0]).toContain(String.raw`a\u{a}[2026`)
  })

  it('stays bounded, and ends nothing, where its files cannot be put aside or written', () => {
    const logger = createLogger(folder)
    const logs = path.join(folder, 'logs')
    // A folder in the way of the oldest archive cannot be replaced by a file.
    for (const name of ['confab.1.log', 'confab.2.log', 'confab.3.log'])
      mkdirSync(path.join(logs, name, 'full'), { recursive: true })
    for (let line = 0; line < 3_000; line += 1) logger.info('x'.repeat(900))
    expect(statSync(path.join(logs, 'confab.log')).size).toBeLessThan(1.1 * 1024 * 1024)
    rmSync(folder, { recursive: true })
    expect(() => logger.info('nobody reads this')).not.toThrow()
  })
})

describe('logLine', () => {
  it('leaves an ordinary message as it is, and cuts between characters', () => {
    expect(logLine('Grüße 東京 👋')).toBe('Grüße 東京 👋')
    expect(logLine('👋'.repeat(1_000))).toMatch(/^👋+…$/u)
  })
})

describe('describeError', () => {
  it('takes no word of a message that looks like a stack', () => {
    const error = new TypeError('failed\n    at my secret\n    at secret (word.ts:1:2)')
    const said = describeError(error)
    expect(said).toMatch(/^TypeError at logFile\.test\.ts:\d+:\d+/u)
    expect(said).not.toMatch(/secret|word\.ts|\n/u)
  })

  it('ends where causes go round in a circle', () => {
    const error = new Error('first')
    error.cause = new Error('second', { cause: error })
    expect(describeError(error).split('caused by')).toHaveLength(6)
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
