/** What a process that is killed, as by `kill -9`, leaves of a backup or a restoration. */
import { copyFileSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { backupFolderOf } from '../../electron/core/backups/backupFolder.ts'
import { openChecked, tidyProfileFolder } from '../../electron/core/backups/openChecked.ts'
import { preparedFile } from '../../electron/core/backups/replace.ts'
import { Restorer } from '../../electron/core/backups/restorer.ts'
import { openConnection } from '../../electron/core/database/connection.ts'
import { openProfileDatabase } from '../../electron/core/database/openProfileDatabase.ts'
import { answeredTurn, copyAsKilled, temporaryProfile } from '../database/temporaryProfile.ts'
import { statesOf } from '../support/statesOf.ts'
import { memoryLogger } from '../support/memoryLogger.ts'
import { testFork } from '../support/testFork.ts'
import { namesIn, realCopier, textsIn } from './backupsTest.ts'

vi.setConfig({ testTimeout: 60_000 })

const oldTexts = ['old question', 'A page is a page.', 'late question', 'A page is a page.']
const newTexts = ['new question', 'A page is a page.']

/** An old database as a killed process left it, with its WAL or without, and a new one prepared to take its place. */
async function oldAndNew(hasWal: boolean) {
  const old = temporaryProfile()
  const database = await old.open()
  await answeredTurn(database, { text: 'old question' })
  await database.emptyWal()
  await answeredTurn(database, { text: 'late question' })
  const withWal = copyAsKilled(old.folder)
  await database.close()
  const folder = hasWal ? withWal : old.folder
  const replacement = temporaryProfile()
  const other = await openProfileDatabase({ file: replacement.file, dataKey: old.dataKey })
  await answeredTurn(other, { text: 'new question' })
  await other.close()
  return { folder, dataKey: old.dataKey, replacement: replacement.file }
}

/** Where a former database is kept: among the backups, or beside the new one. */
function keptIn(folder: string): string | undefined {
  const beside = namesIn(folder).find((name) => /\.damaged-\w+$/u.test(name))
  if (beside) return path.join(folder, beside)
  const backups = path.join(folder, 'backups')
  const former = existsSync(backups) ? namesIn(backups)[0] : undefined
  return former && path.join(backups, former)
}

describe('a restoration that is killed', () => {
  it.each([
    ['sound', false],
    ['damaged', true],
    ['sound', true],
    ['damaged', false],
  ] as const)(
    'at any step leaves the old or the new, whole, and keeps both (%s, WAL %s)',
    async (former, hasWal) => {
      const { dataKey, folder, replacement } = await oldAndNew(hasWal)
      const copier = realCopier()
      const database = path.join(folder, 'confab.db')
      copyFileSync(replacement, preparedFile(database))
      const script = path.join(import.meta.dirname, 'restoredByStep.ts')
      let seen = ''
      for (const [step, state] of (await statesOf(script, database, former)).entries()) {
        const file = path.join(state, 'confab.db')
        tidyProfileFolder(file)
        await openChecked(copier, { file, dataKey }, (opened) => opened.close())
        const texts = textsIn(file, dataKey)
        const isNew = texts.length === newTexts.length
        expect(texts, `killed before step ${step}`).toEqual(isNew ? newTexts : oldTexts)
        seen += isNew ? 'n' : 'o'
        const kept = isNew ? (keptIn(state) ?? 'nowhere') : file
        expect(textsIn(kept, dataKey)).toEqual(oldTexts)
        expect(namesIn(state).filter((name) => name.includes('restor'))).toEqual([])
      }
      // Old until it is committed, new ever after.
      expect(seen).toMatch(/^o+n+$/u)
      expect(seen.length).toBeGreaterThanOrEqual(4)
    },
  )

  it('while it is prepared has changed nothing, and is tidied away', async () => {
    const { dataKey, folder, replacement } = await oldAndNew(false)
    const file = path.join(folder, 'confab.db')
    const dying = testFork(memoryLogger())('backups')
    const gone = new Promise((resolve) => dying.onExit(resolve))
    dying.send({ kind: 'prepare', file: replacement, target: preparedFile(file), dataKey })
    const unfinished = `${preparedFile(file)}.unfinished`
    await expect
      .poll(() => existsSync(unfinished) || existsSync(preparedFile(file)), { interval: 2, timeout: 10_000 })
      .toBe(true)
    dying.kill()
    await gone
    tidyProfileFolder(file)
    expect(namesIn(folder)).toEqual(['confab.db'])
    expect(textsIn(file, dataKey)).toEqual(oldTexts)
  })

  it('goes through all the same when the old database cannot even be closed in order', async () => {
    const { dataKey, folder, replacement } = await oldAndNew(true)
    const file = path.join(folder, 'confab.db')
    writeFileSync(file, 'nothing of a database')
    const whenClosed = (work: () => Promise<void>) => work()
    const kept = await new Restorer(realCopier(), Date.now).restore({
      file,
      source: replacement,
      dataKey,
      refuseStale: () => undefined,
      whenClosed,
    })
    expect(kept).toContain('.damaged-')
    expect(existsSync(`${kept ?? ''}-wal`)).toBe(true)
    expect(textsIn(file, dataKey)).toEqual(newTexts)
  })
})

describe('a backup that is killed', () => {
  it('leaves no name that looks like a backup, and its rest is removed at the next opening', async () => {
    const profile = temporaryProfile()
    const database = await profile.open()
    await answeredTurn(database, { text: 'x'.repeat(150_000) })
    const db = openConnection(profile)
    db.exec(`CREATE TABLE filler (key INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT`)
    const insert = db.prepare('INSERT INTO filler (bytes) VALUES (randomblob(1000000))')
    db.transaction(() => {
      for (let round = 0; round < 30; round += 1) insert.run()
    })()
    db.close()
    const folder = backupFolderOf(profile.file)
    const target = path.join(folder, 'manual-20260101T000000000Z.db')
    const child = testFork(memoryLogger())('backups')
    const gone = new Promise((resolve) => child.onExit(resolve))
    child.send({ kind: 'copy', file: profile.file, target, dataKey: profile.dataKey })
    await expect.poll(() => existsSync(`${target}.unfinished`), { interval: 2, timeout: 10_000 }).toBe(true)
    child.kill()
    await gone
    expect(namesIn(folder).filter((name) => name.endsWith('.db'))).toEqual([])
    tidyProfileFolder(profile.file)
    expect(namesIn(folder)).toEqual([])
    expect(await database.emptyWal()).toBe(true)
    rmSync(folder, { recursive: true })
  })
})
