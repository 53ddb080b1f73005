/** Damage of every kind to real files: it is found, or it changes nothing; never is a wrong answer given in silence. */
import { hash } from 'node:crypto'
import { copyFileSync, cpSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { Copier } from '../../electron/core/backups/copier.ts'
import { openChecked } from '../../electron/core/backups/openChecked.ts'
import { CallError } from '../../electron/core/callError.ts'
import { openConnection } from '../../electron/core/database/connection.ts'
import type { ConversationId } from '../../shared/contract/base.ts'
import {
  answeredTurn,
  copyAsKilled,
  temporaryFolder,
  temporaryProfile,
} from '../database/temporaryProfile.ts'
import { realCopier } from './backupsTest.ts'
import { flipBit } from './damage.ts'
import { newSeed } from '../support/newSeed.ts'

vi.setConfig({ testTimeout: 60_000 })

const damaged = { code: 'DATABASE_DAMAGED', name: 'CallError' }
const rounds = 12
/** Looks at no backup: there is none. */
const nobody: Copier = { run: async () => ({ outcome: 'damaged' }) }

/** A database of several pages, left as by a killed process: most of it checkpointed, the last rounds in the WAL. */
async function killedDatabase() {
  const profile = temporaryProfile()
  const database = await profile.open()
  let conversationId: ConversationId | null = null
  for (let round = 0; round < rounds; round += 1) {
    if (round === rounds - 4) await database.emptyWal()
    const started = await answeredTurn(
      database,
      { conversationId, text: `question ${round} ${'q'.repeat(2_000)}` },
      `answer ${round} ${'a'.repeat(4_000)}`,
    )
    ;({ conversationId } = started)
  }
  const folder = copyAsKilled(profile.folder)
  await database.close()
  return { folder, closed: profile.file, dataKey: profile.dataKey, conversationId }
}

function isDamage(answer: unknown): boolean {
  return answer instanceof CallError && answer.code === 'DATABASE_DAMAGED'
}

/** A long text in short: an expectation that fails shows it. */
function brief(text: string): string {
  return text === '' ? '' : `${text.slice(0, 12)} ${hash('sha256', text).slice(0, 8)}`
}

/** All messages as a window would read them, or the error that the window gets. */
async function read(file: string, dataKey: Buffer, id: ConversationId | null): Promise<unknown> {
  try {
    const database = await openChecked(nobody, { file, dataKey }, async (opened) => opened)
    try {
      await database.interruptUnfinished(1)
      if (id === null) return []
      return (await database.lastMessages(id, 200)).messages.map(({ text }) => brief(text))
    } finally {
      await database.close()
    }
  } catch (error) {
    return error
  }
}

function scratchOf(folder: string): string {
  const scratch = temporaryFolder()
  cpSync(folder, scratch, { recursive: true })
  return path.join(scratch, 'confab.db')
}

describe('a flipped bit', () => {
  it('anywhere in the database is found, or lies where nothing is read: never is another text read', async () => {
    const { closed, conversationId, dataKey } = await killedDatabase()
    const whole = await read(closed, dataKey, conversationId)
    const { size } = statSync(closed)
    const file = path.join(temporaryFolder(), 'confab.db')
    let found = 0
    await fc.assert(
      fc.asyncProperty(fc.nat(size - 1), fc.nat(7), async (position, bit) => {
        copyFileSync(closed, file)
        flipBit(file, position, bit)
        const answer = await read(file, dataKey, conversationId)
        if (isDamage(answer)) found += 1
        expect(isDamage(answer) ? whole : answer).toEqual(whole)
      }),
      { numRuns: 60, seed: newSeed('flipped bits'), verbose: 1 },
    )
    expect(found).toBeGreaterThan(10)
  })

  it.each([
    ['in the salt', 3],
    ['in the first page', 1_000],
    ['in the authentication of the first page', 4_095],
  ])('%s is found when the database is opened, which is left as it is', async (_, position) => {
    const { closed, conversationId, dataKey } = await killedDatabase()
    flipBit(closed, position)
    const bytes = readFileSync(closed)
    expect(await read(closed, dataKey, conversationId)).toMatchObject(damaged)
    expect(readFileSync(closed).equals(bytes)).toBe(true)
  })

  it('in the WAL takes away what was committed from there on, and changes nothing before it', async () => {
    const { conversationId, dataKey, folder } = await killedDatabase()
    const whole = (await read(scratchOf(folder), dataKey, conversationId)) as readonly string[]
    expect(whole).toHaveLength(rounds * 2)
    const { size } = statSync(path.join(folder, 'confab.db-wal'))
    await fc.assert(
      fc.asyncProperty(fc.nat(size - 1), fc.nat(7), async (position, bit) => {
        const file = scratchOf(folder)
        flipBit(`${file}-wal`, position, bit)
        const answer = await read(file, dataKey, conversationId)
        const texts = isDamage(answer) ? whole : (answer as readonly string[])
        // An answer that was not finished yet has no text at the commit before its end.
        const finished = texts.at(-1) === '' ? texts.slice(0, -1) : texts
        expect(finished).toEqual(whole.slice(0, finished.length))
        expect(finished.length).toBeGreaterThanOrEqual((rounds - 4) * 2)
      }),
      { numRuns: 40, seed: newSeed('flipped bits of a WAL'), verbose: 1 },
    )
  })

  it('that is met only later is told as damage, not as a defect of ours', async () => {
    const { closed, conversationId, dataKey } = await killedDatabase()
    const page = 4_096
    const pages = statSync(closed).size / page
    const codes = new Set<string>()
    for (let index = 1; index < pages; index += 1) {
      const file = path.join(temporaryFolder(), 'confab.db')
      copyFileSync(closed, file)
      flipBit(file, index * page + 2_000)
      const answer = await read(file, dataKey, conversationId)
      codes.add(answer instanceof CallError ? answer.code : Array.isArray(answer) ? 'read' : 'another')
    }
    expect(codes).toEqual(new Set(['DATABASE_DAMAGED', 'read']))
  })
})

describe('a database that was cut off', () => {
  it.each([1, 100, 4_095, 4_096, 8_192])(
    'to %d bytes is found to be damaged when it is opened',
    async (length) => {
      const { closed, conversationId, dataKey } = await killedDatabase()
      truncateSync(closed, length)
      expect(await read(closed, dataKey, conversationId)).toMatchObject(damaged)
    },
  )

  it.each([1, 4_096, 20_000])(
    'by its last %d bytes reads as before or not at all, and the daily look finds it',
    async (cut) => {
      const { closed, conversationId, dataKey } = await killedDatabase()
      const whole = await read(closed, dataKey, conversationId)
      truncateSync(closed, statSync(closed).size - cut)
      const look = { kind: 'check', file: closed, target: null, dataKey } as const
      expect(await realCopier().run(look)).toEqual({ outcome: 'damaged' })
      const answer = await read(closed, dataKey, conversationId)
      expect(isDamage(answer) ? whole : answer).toEqual(whole)
    },
  )
})

describe('a missing WAL', () => {
  it('loses what was not checkpointed yet and nothing else: the database opens, whole, as it was then', async () => {
    const { conversationId, dataKey, folder } = await killedDatabase()
    const whole = (await read(scratchOf(folder), dataKey, conversationId)) as readonly string[]
    const file = scratchOf(folder)
    rmSync(`${file}-wal`)
    expect(await read(file, dataKey, conversationId)).toEqual(whole.slice(0, (rounds - 4) * 2))
    const db = openConnection({ file, dataKey })
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    db.close()
  })

  it('of a profile that was never closed still leaves the database of a profile, not a file to be made anew', async () => {
    const profile = temporaryProfile()
    const database = await profile.open()
    await database.saveDraft(null, 'typed')
    const file = path.join(copyAsKilled(profile.folder), 'confab.db')
    rmSync(`${file}-wal`)
    const db = openConnection({ file, dataKey: profile.dataKey })
    expect(Number(db.pragma('user_version', { simple: true }))).toBeGreaterThan(0)
    db.close()
  })
})
