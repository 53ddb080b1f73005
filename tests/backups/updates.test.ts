import path from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { namedBackups, backupFolderOf } from '../../electron/core/backups/backupFolder.ts'
import { finishRestoration, commitRestoration, preparedFile } from '../../electron/core/backups/replace.ts'
import { openConnection } from '../../electron/core/database/connection.ts'
import { profileMigrations } from '../../electron/core/database/migrations/profileMigrations.ts'
import { openDatabase } from '../../electron/core/database/openDatabase.ts'
import { openProfileDatabase } from '../../electron/core/database/openProfileDatabase.ts'
import { answeredTurn, temporaryProfile } from '../database/temporaryProfile.ts'
import { namesIn, realCopier } from './backupsTest.ts'

vi.setConfig({ testTimeout: 60_000 })

const newest = profileMigrations.length

function versionOf(file: string, dataKey: Buffer): number {
  const db = openConnection({ file, dataKey })
  try {
    return Number(db.pragma('user_version', { simple: true }))
  } finally {
    db.close()
  }
}

/** A profile as a Confab of two versions ago has left it. */
function oldProfile() {
  const profile = temporaryProfile()
  const db = openDatabase(profile, profileMigrations.slice(0, 2))
  db.prepare(`INSERT INTO drafts (text) VALUES ('typed in the old version')`).run()
  db.close()
  return profile
}

describe('an update of the schema', () => {
  it('leaves what was there before as a backup among the others, and none of a new profile', async () => {
    const profile = oldProfile()
    await (await openProfileDatabase(profile)).close()
    const folder = backupFolderOf(profile.file)
    const [before, ...others] = await namedBackups(folder)
    expect(others).toEqual([])
    expect(before).toMatchObject({ kind: 'before-update', version: 2 })
    expect(versionOf(profile.file, profile.dataKey)).toBe(newest)
    const file = path.join(folder, namesIn(folder)[0] ?? '')
    expect(versionOf(file, profile.dataKey)).toBe(2)
    expect(namesIn(profile.folder)).toEqual(['backups', 'confab.db'])

    const fresh = temporaryProfile()
    await (await openProfileDatabase(fresh)).close()
    expect(namesIn(fresh.folder)).toEqual(['confab.db'])
  })

  it('is done to a backup of before while it is prepared, without another backup of that', async () => {
    const old = oldProfile()
    const profile = temporaryProfile()
    const { dataKey } = old
    await (await openProfileDatabase({ file: profile.file, dataKey })).close()
    const target = preparedFile(profile.file)
    const job = { kind: 'prepare', file: old.file, target, dataKey } as const
    expect(await realCopier().run(job)).toMatchObject({ outcome: 'done' })
    expect(versionOf(old.file, dataKey)).toBe(2)
    commitRestoration(profile.file, 'sound', 1)
    finishRestoration(profile.file)
    const restored = await openProfileDatabase({ file: profile.file, dataKey })
    expect(await restored.draft(null)).toBe('typed in the old version')
    await restored.close()
    expect(namesIn(path.join(profile.folder, 'backups')).length).toBe(1)
  })
})

describe('a restored database', () => {
  it('is searched like the one it was made from', async () => {
    const profile = temporaryProfile()
    const database = await profile.open()
    await answeredTurn(database, { text: 'Where do quokkas live?' }, 'On Rottnest Island.')
    const target = path.join(profile.folder, 'copy.db')
    const { dataKey, file } = profile
    expect(await realCopier().run({ kind: 'copy', file, target, dataKey })).toMatchObject({ outcome: 'done' })
    const copy = await openProfileDatabase({ file: target, dataKey })
    const filters = { role: null, modelId: null, folderId: null, from: null, before: null }
    const search = { order: 'newest', filters, cursor: null, limit: 10 } as const
    expect((await copy.search({ ...search, query: 'rottnest' })).hits).toHaveLength(1)
    await answeredTurn(copy, { text: 'And numbats?' })
    expect((await copy.search({ ...search, query: 'numbats' })).hits).toHaveLength(1)
    await copy.close()
  })
})
