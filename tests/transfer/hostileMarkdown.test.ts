/** Markdown that holds or ends whoever sets it is exported as plain text, and nobody waits for it. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { expect, it, onTestFinished } from 'vitest'
import type { TransferProcess } from '../../electron/core/host.ts'
import { createMarkdownSetter, type MarkdownSetter } from '../../electron/core/transfer/markdownSetter.ts'
import type { ConversationId } from '../../shared/contract/base.ts'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import { answeredTurn, temporaryProfile } from '../database/temporaryProfile.ts'
import { memoryLogger } from '../support/memoryLogger.ts'
import { testFork } from '../support/testFork.ts'
import { exported } from './transferTest.ts'

/** Emphasis that crosses other emphasis: it holds the parser for longer than any test waits. */
const holding = '*a_ '.repeat(100_000)

const milliseconds = 1e6
/** On a machine that does many other things: the strict figure is in DESIGN, the texts took from 5 s to minutes. */
const longestWait = 1_000

interface Made {
  readonly setter: MarkdownSetter
  /** The processes that were started, the newest last. */
  readonly processes: TransferProcess[]
}

/** Real processes. */
function made(): Made {
  const processes: TransferProcess[] = []
  const fork = testFork(memoryLogger())
  const setter = createMarkdownSetter({
    fork() {
      const process = fork('transfer')
      processes.push(process)
      return process
    },
    logger: memoryLogger(),
  })
  onTestFinished(() => setter.close())
  return { setter, processes }
}

async function chatWith(database: ProfileDatabase, answers: readonly string[]) {
  let conversationId: ConversationId | undefined
  for (const answer of answers) {
    const given = conversationId ? { conversationId, text: 'q' } : { text: 'q' }
    ;({ conversationId } = await answeredTurn(database, given, answer))
  }
  if (!conversationId) throw new Error('no answer was given')
  return { kind: 'conversation', conversationId } as const
}

it('sets what it can, and exports what holds or exhausts a parser as it is, counted', async () => {
  const database = await temporaryProfile().open()
  const wide = `|${'a|'.repeat(1_500)}\n|${'-|'.repeat(1_500)}\n${'|\n'.repeat(40_000)}`
  const hostile = [holding, '*a **b '.repeat(20_000), wide]
  const scope = await chatWith(database, ['**first**', ...hostile, '>'.repeat(2_000), '**last**'])
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const { setter } = made()
  const file = await exported(database, 'html', scope, { setter })
  delay.disable()
  const page = file.bytes.toString()
  expect(page).toContain('<strong>first</strong>')
  expect(page).toContain('<strong>last</strong>')
  expect(page).toContain(`<p class="plain">${holding}</p>`)
  expect(file.plain).toBeGreaterThan(0)
  expect(file.plain).toBeLessThanOrEqual(hostile.length)
  expect(delay.max / milliseconds).toBeLessThan(longestWait)
}, 120_000)

it('starts another process when one has died, and exports the text that was being set as it is', async () => {
  const { processes, setter } = made()
  expect(await setter.set('*one*')).toBe('<p><em>one</em></p>\n')
  const held = setter.set(holding, { limit: 60_000 })
  setImmediate(() => processes.at(-1)?.kill())
  expect(await held).toBeNull()
  expect(await setter.set('*two*')).toBe('<p><em>two</em></p>\n')
  expect(processes).toHaveLength(2)
}, 60_000)

it('stops at once when nobody waits any more, and serves the next', async () => {
  const { processes, setter } = made()
  await setter.set('*one*')
  const leaving = new AbortController()
  const held = setter.set(holding, { limit: 600_000, signal: leaving.signal })
  const next = setter.set('*two*')
  leaving.abort()
  expect(await held).toBeNull()
  expect(await next).toBe('<p><em>two</em></p>\n')
  expect(processes.length).toBeLessThanOrEqual(2)
}, 60_000)

it('does not wait longer than it is told to', async () => {
  const { setter } = made()
  await setter.set('*one*')
  expect(await setter.set(holding, { limit: 200 })).toBeNull()
}, 60_000)
