import { call } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { downloadsHandlers } from '../../electron/core/rpc/handlers/downloads.ts'
import type { CallContext } from '../../electron/core/rpc/context.ts'
import { downloadId, repository, startDownloadsTest, type DownloadsTest } from './downloadsTest.ts'

let test: DownloadsTest

beforeEach(async () => {
  test = await startDownloadsTest()
})

afterEach(() => test.close())

/** As much of a call's context as these handlers look at. */
function contextOf(offlineOnly: boolean): CallContext {
  const profile = { preferences: () => ({ offlineOnly }) }
  return { downloads: test.open(), window: { profile } } as unknown as CallContext
}

describe('a profile that works offline only', () => {
  it('is refused every download, and no socket is opened', async () => {
    const context = contextOf(true)
    const refused = { outcome: 'refused', problem: 'offline-only' }
    expect(await call(downloadsHandlers.plan, { repository }, { context })).toEqual(refused)
    expect(await call(downloadsHandlers.start, { repository, precision: 'q8' }, { context })).toEqual(refused)
    expect(await call(downloadsHandlers.resume, { downloadId }, { context })).toEqual(refused)
    expect(await call(downloadsHandlers.list, {}, { context })).toEqual({ downloads: [], installed: [] })
    expect(test.hub.sockets()).toBe(0)
  })

  it('is not the one beside it', async () => {
    const outcome = await call(downloadsHandlers.plan, { repository }, { context: contextOf(false) })
    expect(outcome).toMatchObject({ outcome: 'planned', plan: { repository } })
  })
})
