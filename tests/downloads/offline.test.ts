import { call } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { downloadsHandlers } from '../../electron/core/rpc/handlers/downloads.ts'
import type { CallContext } from '../../electron/core/rpc/context.ts'
import { NetworkGate } from '../../electron/core/providers/remote/networkGate.ts'
import {
  downloadId,
  encoder,
  openGate,
  reach,
  repository,
  startDownloadsTest,
  type DownloadsTest,
} from './downloadsTest.ts'

let test: DownloadsTest

beforeEach(async () => {
  test = await startDownloadsTest()
})

afterEach(() => test.close())

const rules = (offlineOnly: boolean) => ({ offlineOnly, localServers: true })

/** As much of a call's context as these handlers look at. */
function contextOf(offlineOnly: boolean): CallContext {
  const profile = { gate: new NetworkGate(rules(offlineOnly)) }
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

  it('ends its download at the socket when it comes to be so, by whatever way, and may not try again', async () => {
    const gate = openGate()
    const downloads = test.open()
    test.hub.fail(encoder, { kind: 'hang-after', bytes: 1_000 })
    await downloads.start(repository, 'q8', gate)
    await reach(downloads, 'downloading')
    await expect.poll(() => test.hub.open()).toBe(1)
    gate.setRules(rules(true))
    expect(await reach(downloads, 'paused')).toMatchObject({ problem: 'offline-only' })
    await expect.poll(() => test.hub.open()).toBe(0)
    const asked = test.hub.sockets()
    await downloads.resume(downloadId, gate)
    expect(await reach(downloads, 'paused')).toMatchObject({ problem: 'offline-only' })
    expect(test.hub.sockets()).toBe(asked)
  })

  it('does not keep the download of another profile', async () => {
    const mine = openGate()
    const downloads = test.open()
    await downloads.start(repository, 'q8', openGate())
    mine.setRules(rules(true))
    await downloads.pauseForbidden()
    expect(await reach(downloads, 'installed')).toMatchObject({ problem: null })
  })
})
