/**
 * Real imports of hostile files, those that were reported and a sample of the others, each read by a real process. What
 * breaks a bound costs only itself, and the core keeps its memory and its breath.
 * `npx node tests/transfer/hostile/imports.ts FOLDER NAME` shows one of them by itself.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { repository, temporaryFolder } from '../support/folders.ts'
import { sampleOf } from '../support/sample.ts'
import { hostileFiles } from './hostile/files.ts'
import type { Outcome } from './hostile/imports.ts'

/** The budget of DESIGN, in bytes: of the core and of the process that reads, whatever the file. */
const mostMemory = 400 * 1024 * 1024
/**
 * In milliseconds of the core's own time. The budget is 100; to store a message as long as one may be takes 70 to 300,
 * by what else the machine does, since its processors share their caches and their clock.
 */
const longestHold = 500

/** What has ended a process, or held it for long. */
const reported = ['zip: 20 million brackets in 19 kB', 'a message of 40 MB']
const chosen = [
  ...hostileFiles.filter(({ name }) => reported.includes(name)),
  ...sampleOf(
    'hostile files',
    hostileFiles.filter(({ name }) => !reported.includes(name)),
    10,
  ),
]
const outcomes = new Map<string, Promise<Outcome>>()
const { folder, remove } = temporaryFolder()
let end: () => void = () => undefined

/** Begins all imports, one after the other; each test waits for its own. */
beforeAll(() => {
  const waiting = new Map(chosen.map(({ name }) => [name, Promise.withResolvers<Outcome>()]))
  for (const [name, { promise }] of waiting) outcomes.set(name, promise)
  const script = path.join(repository, 'tests', 'transfer', 'hostile', 'imports.ts')
  const child = spawn(process.execPath, [script, folder, ...chosen.map(({ name }) => name)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  createInterface({ input: child.stdout }).on('line', (line) => {
    const outcome = JSON.parse(line) as Outcome
    waiting.get(outcome.name)?.resolve(outcome)
  })
  child.once('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`the imports ended with ${code}`))
  })
  // What no test waits for needs no handler of its own.
  for (const { promise } of waiting.values()) promise.catch(() => undefined)
  end = () => child.kill()
})

afterAll(() => {
  end()
  remove()
})

describe('a hostile file', () => {
  it('is one of at least 60', () => {
    expect(new Set(hostileFiles.map(({ name }) => name)).size).toBe(hostileFiles.length)
    expect(hostileFiles.length).toBeGreaterThanOrEqual(60)
  })

  it.each(chosen)(
    'costs only itself: $name',
    async ({ added = 0, name, problems = [], refused = null }) => {
      const outcome = await outcomes.get(name)
      expect(outcome).toMatchObject({ refused, added: refused === null ? added : 0 })
      expect(outcome?.problems).toEqual(expect.arrayContaining([...problems]))
      expect(outcome?.memory).toBeLessThan(mostMemory)
      expect(outcome?.readerMemory ?? 0).toBeLessThan(mostMemory)
      expect(outcome?.longestHold).toBeLessThan(longestHold)
    },
    300_000,
  )
})
